import { afterEach, describe, expect, test } from "vitest";
import { tell } from "./figures.ts";
import { openScene, type Scene } from "./scene.ts";
import { seeds, sized } from "./size.ts";

/** How often the server is killed, and how long it may take from its start until everybody talks again. */
const KILLS = sized(3, 20);
const BACK_WITHIN_MS = 5_000;
const OUT_WITHIN_MS = 2_000;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

async function open(seed: number): Promise<Scene> {
  scene = await openScene({ seed, visitors: 3, windows: ["device"] });
  return scene;
}

/** Milliseconds from the start on: until it answers, until every line is live, until something new is stored. */
type Back = { ready: number; live: number; stored: number };

async function back({ parola, connected, bell, count }: Scene): Promise<Back> {
  const since = performance.now();
  const passed = () => Math.round(performance.now() - since);
  const before = count().acknowledged;
  await parola.start();
  const ready = passed();
  await connected();
  const live = passed();
  await bell.when("something new was acknowledged", () => count().acknowledged > before);
  return { ready, live, stored: passed() };
}

describe.each(seeds("death", 1))("under load, seed %i", (seed) => {
  test(`kill -9, ${KILLS} times: what was acknowledged is there once, and all goes on within 5 s`, async () => {
    const one = await open(seed);
    one.talk();
    const times: Back[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = one.count();
      const wanted = before.acknowledged + one.random.between(5, 60);
      await one.bell.when("enough was acknowledged", () => {
        const { acknowledged, drafts } = one.count();
        return acknowledged >= wanted && drafts > before.drafts;
      });
      await pass(one.random.between(0, 30));
      await one.parola.kill();
      expect(await one.wrongAmongAcknowledged()).toEqual([]);
      times.push(await back(one));
    }
    await one.quiet();
    tell(`kill -9, ${KILLS} times: messages`, one.count().said, "");
    const longest = (of: keyof Back) => Math.max(...times.map((each) => each[of])) / 1_000;
    tell("kill -9: the longest time to ready", longest("ready"), "s");
    tell("kill -9: the longest recovery", longest("stored"), "s");
    expect(await one.wrong()).toEqual([]);
    expect(times.filter((each) => each.stored >= BACK_WITHIN_MS)).toEqual([]);
  });

  test("SIGTERM: out within 2 s with status 0, nothing lost, and the clients resume by themselves", async () => {
    const one = await open(seed);
    one.talk();
    const times: number[] = [];
    for (let stop = 0; stop < sized(2, 10); stop += 1) {
      const wanted = one.count().acknowledged + one.random.between(20, 60);
      await one.bell.when("enough was acknowledged", () => one.count().acknowledged >= wanted);
      const since = performance.now();
      expect(await one.parola.stop()).toBe(0);
      times.push(performance.now() - since);
      expect(await one.wrongAmongAcknowledged()).toEqual([]);
      await back(one);
    }
    await one.quiet();
    tell("SIGTERM: the longest way out", Math.max(...times) / 1_000, "s");
    expect(Math.max(...times)).toBeLessThan(OUT_WITHIN_MS);
    expect(await one.wrong()).toEqual([]);
  });
});
