import { afterEach, describe, expect, test } from "vitest";
import { tell } from "./figures.ts";
import { openScene, type Scene } from "./scene.ts";
import { seeds, sized } from "./size.ts";

/** How many faults of all kinds come one after the other. */
const FAULTS = sized(8, 40);

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

const kinds = ["cut", "blink", "slow", "stalled", "stalledThenCut", "halfClosed"] as const;

/** One fault of the line, of the kind and the length that the seed decides. */
async function spoil({ proxy, random }: Scene): Promise<void> {
  switch (random.pick(kinds)) {
    case "cut":
      proxy.mood("cut");
      await pass(random.between(200, 2_000));
      break;
    case "blink":
      proxy.mood("cut");
      break;
    case "slow":
      proxy.mood("slow", random.between(50, 400));
      await pass(random.between(500, 2_000));
      break;
    case "stalled":
      proxy.mood("stalled");
      await pass(random.between(300, 2_000));
      break;
    case "stalledThenCut":
      proxy.mood("stalled");
      await pass(random.between(300, 1_500));
      proxy.mood("cut");
      break;
    case "halfClosed":
      proxy.halfClose();
      break;
  }
  proxy.mood("open");
}

describe.each(seeds("lines", 2))("lines that are cut, delayed, stalled and half-closed, seed %i", (seed) => {
  test("each message of both sides arrives exactly once and in order", async () => {
    const one = await openScene({ seed, visitors: 3, windows: ["tab", "device"], proxy: true });
    scene = one;
    one.talk();
    for (let fault = 0; fault < FAULTS; fault += 1) {
      await pass(one.random.between(100, 1_000));
      await spoil(one);
    }
    await one.quiet();
    tell(`Lines spoilt in all ways, seed ${seed}: messages`, one.count().said, "");
    expect(await one.wrong()).toEqual([]);
  });
});
