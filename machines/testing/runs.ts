/** Whether this is the long form of the checks (`npm run soak`), with many seeds of its own. */
export const isSoak = process.env.PAROLA_SOAK === "1";

/**
 * How often a property is tried. Few times and always the same by default, so that a failure is everybody's;
 * in a soak many times, and each time others: what fails there is told with its seed, and becomes a test.
 */
export function runs(few: number, many: number) {
  return isSoak ? { numRuns: many } : { numRuns: few, seed: 22_112_026, endOnFailure: true };
}
