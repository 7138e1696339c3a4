import type { Clock } from "./clock.ts";

export type Typing = {
  /** The customer changed the text; `some`: there is something in it. */
  typed(some: boolean): void;
  /** The agent's typing, as the line tells it. */
  heard(on: boolean): void;
};

const REPEAT = 3_000;
const IDLE = 5_000;
const FORGET = 10_000;

/** Typing, both ways: told at most every three seconds, and taken for over when nothing follows. */
export function createTyping(
  clock: Clock,
  { tell, show }: { tell(on: boolean): void; show(on: boolean): void },
): Typing {
  let told: number | null = null;
  let cancelIdle = () => {};
  let cancelForget = () => {};

  function stop(): void {
    cancelIdle();
    if (told !== null) tell(false);
    told = null;
  }

  return {
    typed(some) {
      if (!some) return stop();
      if (told === null || clock.now() - told >= REPEAT) {
        told = clock.now();
        tell(true);
      }
      cancelIdle();
      cancelIdle = clock.after(IDLE, stop);
    },
    heard(on) {
      cancelForget();
      if (on) cancelForget = clock.after(FORGET, () => show(false));
      show(on);
    },
  };
}
