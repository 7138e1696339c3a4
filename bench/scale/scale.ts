import { join } from "node:path";
import { type Bench, type Figure, percentile } from "../figure.ts";
import { openShop, type Shop } from "./shop.ts";

const FEW = 1_000;
const MANY = 1_000_000;
/** How many are measured here before the other one's turn: whatever else the machine does hits both. */
const TURN = 50;
/** The whole of a message: what has a goal. The others tell where it would come from. */
const MESSAGES = ["a customer's message", "an agent's message", "a first message, with its routing"];

/** The same choices each time (a linear congruential generator). */
function choices(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

async function turn(shop: Shop, deed: string, times: number, samples: number[]): Promise<void> {
  const work = shop.deeds[deed];
  for (let time = 0; time < times; time += 1) {
    const since = performance.now();
    await work?.();
    samples.push(performance.now() - since);
    // What follows from it belongs to it, and not to the next one.
    await shop.settle();
  }
}

/** What a thousand times the history costs. */
export const scale: Bench = {
  id: "scale",
  title: "A million stored conversations beside a thousand",
  async run({ quick, folder, log }) {
    const many = quick ? 20_000 : MANY;
    const times = quick ? 200 : 3_000;
    const small = await openShop(join(folder, "few.db"), FEW, choices(1));
    const since = performance.now();
    const large = await openShop(join(folder, "many.db"), many, choices(1));
    log(`stored ${many} conversations in ${Math.round((performance.now() - since) / 1_000)} s`);

    const figures: Figure[] = [
      {
        name: `start with ${many} stored`,
        value: large.startedIn,
        unit: "ms",
        raw: { name: `with ${FEW}`, value: small.startedIn },
        ratio: large.startedIn / small.startedIn,
        note: "the program's own, without the pages",
      },
    ];
    for (const deed of Object.keys(small.deeds)) {
      for (const shop of [small, large]) await turn(shop, deed, TURN, []);
      const of = { small: [] as number[], large: [] as number[] };
      while (of.small.length < times) {
        await turn(small, deed, TURN, of.small);
        await turn(large, deed, TURN, of.large);
      }
      const [few, lots] = [of.small, of.large].map((samples) => ({
        p50: percentile(samples, 0.5),
        p99: percentile(samples, 0.99),
      }));
      if (!few || !lots) continue;
      log(
        `${deed}: p50 ${few.p50.toFixed(2)} → ${lots.p50.toFixed(2)} ms, p99 ${few.p99.toFixed(2)} → ${lots.p99.toFixed(2)} ms`,
      );
      figures.push({
        name: `${deed}, p99`,
        value: lots.p99,
        unit: "ms",
        raw: { name: `with ${FEW} stored`, value: few.p99 },
        ratio: lots.p99 / few.p99,
        ...(MESSAGES.includes(deed) ? { goal: { of: "ratio", at: "most", bound: 1.5 } as const } : {}),
        note: `p50 ${lots.p50.toFixed(2)} ms, with ${FEW} ${few.p50.toFixed(2)} ms`,
      });
    }
    await small.stop();
    await large.stop();
    return figures;
  },
};
