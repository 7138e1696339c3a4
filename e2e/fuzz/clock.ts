import type { HostClock, ManualClock } from "#server/clock.ts";

/** A clock that dies with whoever has it: what a page or a program had still to do then never happens. */
export type MortalClock = HostClock & { die(): void; alive(): boolean };

export function mortal(clock: ManualClock): MortalClock {
  let alive = true;
  return {
    now: clock.now,
    drift: clock.drift,
    move: clock.move,
    after: (ms, work) =>
      clock.after(ms, () => {
        if (alive) work();
      }),
    alive: () => alive,
    die() {
      alive = false;
    },
  };
}
