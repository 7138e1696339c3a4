/** In full size (`npm run soak`), or as much as every `npm test` can bear. */
const isFull = process.env.PAROLA_SOAK === "1";

/** The seeds are told in every name, so that a bad one can be run again and kept as a test. */
const first = Number(process.env.PAROLA_SEED_OF_FAULTS ?? 1);

/**
 * Seeds under which something was broken once, by their suite and with what it was: they run with every
 * `npm test`.
 */
const kept: Record<string, readonly number[]> = {};

/** @param small what `npm test` runs. @param full what `npm run soak` runs. */
export function sized(small: number, full: number): number {
  return isFull ? full : small;
}

/** One seed for `npm test`, `full` of them in full size, and those that are kept for this suite. */
export function seeds(suite: string, full: number): number[] {
  const fresh = Array.from({ length: sized(1, full) }, (_, index) => first + index);
  return [...new Set([...(kept[suite] ?? []), ...fresh])];
}
