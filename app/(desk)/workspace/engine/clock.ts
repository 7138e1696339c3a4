/** Time as the engine sees it; injected so that tests own it. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
};

/** The clock of the page. The only place of the engine that reads the wall clock. */
export const pageClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** The same time for actors, whose delays would else run by the page's own. */
export const delaysOf = (clock: Clock) => ({
  setTimeout: (run: () => void, ms: number) => clock.after(ms, run),
  clearTimeout: (cancel: (() => void) | undefined) => cancel?.(),
});
