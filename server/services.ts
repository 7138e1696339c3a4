import type { Database } from "#db/connection.ts";
import type { Auth } from "./auth/auth.ts";
import type { Clock } from "./clock.ts";
import type { Execute } from "./execute/execute.ts";
import type { Setup } from "./setup.ts";

/** What procedures work with. */
export type Services = {
  database: Database;
  clock: Clock;
  execute: Execute;
  auth: Pick<Auth, "createUser">;
  setup: Setup;
};
