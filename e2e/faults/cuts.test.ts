import { afterEach, describe, expect, test } from "vitest";
import { tell } from "./figures.ts";
import { openScene, type Scene, type SceneOptions } from "./scene.ts";
import { seeds, sized } from "./size.ts";

/** How long the lines are cut each time, and how often; in full size for about a minute. */
const CUT_MS = 2_000;
const CUTS = sized(3, 15);

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

async function open(options: SceneOptions): Promise<Scene> {
  scene = await openScene({ ...options, proxy: true });
  return scene;
}

/** The fault itself: everything is cut for two seconds, again and again, while everybody writes. */
async function cutAgainAndAgain({ proxy, random, connected, talk }: Scene): Promise<void> {
  talk();
  for (let cut = 0; cut < CUTS; cut += 1) {
    await pass(random.between(500, 2_500));
    proxy.mood("cut");
    await pass(CUT_MS);
    proxy.mood("open");
    if (random.next() < 0.5) await connected();
  }
}

describe.each(seeds("cuts", 2))("every connection cut for two seconds again and again, seed %i", (seed) => {
  test("each message of both sides arrives exactly once and in order", async () => {
    const one = await open({ seed, visitors: 3 });
    await cutAgainAndAgain(one);
    await one.quiet();
    tell(`Cuts, seed ${seed}: connections cut`, one.proxy.cuts(), "");
    tell(`Cuts, seed ${seed}: messages`, one.count().said, "");
    expect(one.proxy.cuts()).toBeGreaterThanOrEqual(CUTS * 4);
    expect(one.count().said).toBeGreaterThan(CUTS * 20);
    expect(await one.wrong()).toEqual([]);
  });

  test("also with a second tab and a second device of the agent", async () => {
    const one = await open({ seed, visitors: 2, windows: ["tab", "device"] });
    await cutAgainAndAgain(one);
    await one.quiet();
    tell(`Cuts with three windows, seed ${seed}: messages`, one.count().said, "");
    expect(await one.wrong()).toEqual([]);
  });
});
