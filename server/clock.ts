/** The time, injected everywhere. Milliseconds since the epoch. */
export type Clock = {
  now(): number;
  /** Calls `work` once after `ms`. @returns a function that calls it off. */
  after(ms: number, work: () => void): () => void;
};

/** The longest that a timer of the platform can wait; beyond it, it fires at once. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, Math.min(Math.max(0, ms), LONGEST));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is moved: for tests. */
export type ManualClock = Clock & { set(at: number): void; advance(ms: number): void };

export function manualClock(start: number): ManualClock {
  let at = start;
  let pending: { due: number; work: () => void }[] = [];
  const fire = () => {
    const due = pending.filter((each) => each.due <= at).sort((a, b) => a.due - b.due);
    pending = pending.filter((each) => each.due > at);
    for (const each of due) each.work();
  };
  return {
    now: () => at,
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
