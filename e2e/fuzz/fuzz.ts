import { afterAll, describe, expect, test } from "vitest";
import { tell } from "../faults/figures.ts";
import { kept } from "./kept.ts";
import { run, shrink, stepsOf } from "./run.ts";
import type { Second } from "./scene.ts";
import { size } from "./size.ts";
import type { Step } from "./steps.ts";

/** What a bad seed did, as it is needed to find out why; its steps, to be kept as a test. */
async function told(steps: readonly Step[], seed: number, second: Second, trace: string[]): Promise<string> {
  if (size.shrink === 0) return trace.join("\n");
  const fewer = await shrink(steps, seed, second, size.shrink);
  const { wrong, trace: short } = await run(fewer, seed, second);
  return [...short, ...wrong, JSON.stringify(fewer)].join("\n");
}

async function holds(steps: readonly Step[], seed: number, second: Second): Promise<number> {
  const { wrong, trace, done } = await run(steps, seed, second);
  const story = wrong.length === 0 ? "" : await told(steps, seed, second, trace);
  expect(wrong, `seed ${seed}\n${story}\nseed ${seed}`).toEqual([]);
  return done;
}

/** Random steps of two agents, one of whom has a second window of that kind: every other seed each. */
export function fuzz(second: Second): void {
  const all = Array.from({ length: size.seeds }, (_, index) => size.first + index);
  const seeds = all.filter((seed) => (seed % 2 === 0) === (second === "tab"));
  let done = 0;
  afterAll(() => {
    tell(`Fuzz with a second ${second}: seeds of ${size.steps} steps`, seeds.length, "");
    tell(`Fuzz with a second ${second}: steps that had something to do`, done, "");
  });

  const bunches = Array.from({ length: Math.ceil(seeds.length / size.bunch) }, (_, index) =>
    seeds.slice(index * size.bunch, (index + 1) * size.bunch),
  ).map((bunch) => ({ bunch, name: bunch.length > 1 ? `${bunch[0]} to ${bunch.at(-1)}` : `${bunch[0]}` }));

  describe(`windows, server and lines at random, with a second ${second}`, () => {
    test.each(bunches)(`${size.steps} steps each, seed $name`, async ({ bunch }) => {
      for (const seed of bunch) done += await holds(stepsOf(seed, size.steps), seed, second);
    });
    const bad = kept.filter((each) => each.second === second);
    if (bad.length > 0) {
      test.each(bad)("once broken: $name, of seed $seed", async ({ steps, seed }) => {
        done += await holds(steps, seed, second);
      });
    }
  });
}
