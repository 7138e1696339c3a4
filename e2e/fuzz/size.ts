/** In full size (`npm run soak`), or as much as every `npm test` can bear. */
const isFull = process.env.PAROLA_SOAK === "1";

const given = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

/** How many seeds, the first of them, and how many steps each takes. */
export const size = {
  first: given("PAROLA_FUZZ_SEED", 1),
  seeds: given("PAROLA_FUZZ_SEEDS", isFull ? 500 : 20),
  /** So many seeds of one file are one test: five hundred names say no more than ten. */
  bunch: isFull ? 25 : 1,
  steps: given("PAROLA_FUZZ_STEPS", isFull ? 1_000 : 200),
  /** Runs that may be spent on cutting the steps of a bad seed down; none unless asked for. */
  shrink: given("PAROLA_FUZZ_SHRINK", 0),
};
