/** The time, injected everywhere. Milliseconds since the epoch. */
export type Clock = {
  now(): number;
  /** Calls `work` once after `ms`. @returns a function that calls it off. */
  after(ms: number, work: () => void): () => void;
};

/** The longest that a timer of the platform can wait; beyond it, it fires at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * A clock beside the machine's own, which operators and NTP set and which goes on while the machine sleeps.
 * This one runs evenly until it is moved, so that nobody's time is over because another's clock was set: the
 * heartbeat looks at the drift, moves what has to move with it, and then the clock.
 */
export type HostClock = Clock & {
  /** By how many milliseconds the machine's time is ahead of this one. */
  drift(): number;
  move(by: number): void;
};

function makeSystemClock(): HostClock {
  let offset = Date.now() - performance.now();
  const now = () => Math.floor(performance.now() + offset);
  return {
    now,
    after(ms, work) {
      const timer = setTimeout(work, Math.min(Math.max(0, ms), LONGEST));
      timer.unref();
      return () => clearTimeout(timer);
    },
    drift: () => Date.now() - now(),
    move(by) {
      offset += by;
    },
  };
}

export const systemClock: HostClock = makeSystemClock();

/** A clock that stands still until it is moved: for tests. */
export type ManualClock = HostClock & {
  set(at: number): void;
  advance(ms: number): void;
  /** Sets the machine's time: nothing falls due by it. */
  jump(ms: number): void;
};

export function manualClock(start: number): ManualClock {
  let at = start;
  let drift = 0;
  let pending: { due: number; work: () => void }[] = [];
  const fire = () => {
    const due = pending.filter((each) => each.due <= at).sort((a, b) => a.due - b.due);
    pending = pending.filter((each) => each.due > at);
    for (const each of due) each.work();
  };
  return {
    now: () => at,
    drift: () => drift,
    move(by) {
      at += by;
      drift -= by;
      // What was to be called in a minute is called in a minute.
      for (const each of pending) each.due += by;
    },
    jump(ms) {
      drift += ms;
    },
    after(ms, work) {
      const entry = { due: at + ms, work };
      pending.push(entry);
      return () => {
        pending = pending.filter((each) => each !== entry);
      };
    },
    set(value) {
      at = value;
      fire();
    },
    advance(ms) {
      at += ms;
      fire();
    },
  };
}
