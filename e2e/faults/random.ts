/** Chance that can be repeated: the same seed gives the same numbers. */
export type Random = {
  /** 0 … 1, without the 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
};

/** Mulberry32: small, and even enough for a script of faults. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick(of) {
      const found = of[between(0, of.length - 1)];
      if (found === undefined) throw new Error("Nothing to pick from.");
      return found;
    },
  };
}
