import type { Database } from "#db/connection.ts";
import type { Clock } from "./clock.ts";
import type { Execute } from "./execute/execute.ts";
import type { System } from "./execute/system.ts";
import type { People } from "./people.ts";
import type { Setup } from "./setup.ts";

/** What procedures work with. */
export type Services = {
  database: Database;
  clock: Clock;
  execute: Execute;
  system: Pick<System, "act">;
  people: People;
  setup: Setup;
};
