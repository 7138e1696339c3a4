import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { Socket } from "./line.ts";

/** The browser, as far as the engine needs it; tests and the server's render bring another. */
export type Surroundings = {
  api: Api;
  clock: Clock;
  openSocket(): Socket;
  online(): boolean;
  random(): number;
  visible: boolean;
  local: Storage | null;
  session: Storage | null;
};
