import { afterEach, describe, expect, test } from "vitest";
import { disks, type OpenDisk } from "./disk.ts";
import { tell } from "./figures.ts";
import { openScene, type Scene } from "./scene.ts";
import { seeds, sized } from "./size.ts";

const OUT_WITHIN_MS = 2_000;
const TIMES = sized(1, 3);

let scene: Scene | undefined;
let disk: OpenDisk | undefined;
afterEach(async () => {
  await scene?.close();
  disk?.remove();
  scene = undefined;
  disk = undefined;
});

async function open(kind: (typeof disks)[number], seed: number) {
  disk = kind.open();
  scene = await openScene({ seed, visitors: 3, windows: ["device"], server: disk.server });
  return { one: scene, room: disk };
}

/** Everybody writes, and then there is no room: all of them are told so. */
async function full(one: Scene, room: OpenDisk): Promise<void> {
  const { bell, count, agents, visitors, parola } = one;
  const everybody = [...visitors, ...agents];
  one.talk();
  const wanted = count().acknowledged + 50;
  await bell.when("enough was acknowledged", () => count().acknowledged >= wanted);
  const before = everybody.map((each) => each.refusals.length);
  room.fill(parola.tell);
  await bell.when("each writer was told that there is no room", () =>
    everybody.every((each, index) => each.refusals.length > (before[index] ?? 0)),
  );
  for (const { refusals } of everybody) {
    expect(refusals).not.toEqual([]);
    for (const refusal of refusals)
      expect(refusal).toEqual({ code: "UNAVAILABLE", message: "storageUnavailable", retryable: true });
  }
}

describe.each(disks)("$kind", (kind) => {
  test.each(seeds("disk", 1))(
    "a clear answer, nothing half-written, and on by itself, seed %i",
    async (seed) => {
      const { one, room } = await open(kind, seed);
      for (let time = 0; time < TIMES; time += 1) {
        await full(one, room);
        // Whoever looks is answered, and whoever goes while nothing can be written is not forgotten.
        expect((await fetch(`${one.parola.url}/healthz`)).status).toBe(200);
        await one.agents[0]?.api.load();
        one.agents.at(-1)?.engine.stop();
        const { acknowledged } = one.count();
        room.free(one.parola.tell);
        one.agents.at(-1)?.engine.start();
        const since = performance.now();
        await one.bell.when("something is acknowledged again", () => one.count().acknowledged > acknowledged);
        tell(
          `${kind.kind}: longest until something is stored again`,
          (performance.now() - since) / 1_000,
          "s",
        );
      }
      await one.quiet();
      expect(await one.wrong()).toEqual([]);
    },
  );

  test.each(seeds("disk", 1))(
    "SIGTERM while there is no room: out with status 0, nothing lost, seed %i",
    async (seed) => {
      const { one, room } = await open(kind, seed);
      await full(one, room);
      const since = performance.now();
      expect(await one.parola.stop()).toBe(0);
      expect(performance.now() - since).toBeLessThan(OUT_WITHIN_MS);
      // The next process opens its database without a limit anyway.
      room.free(() => {});
      await one.parola.start();
      await one.quiet();
      expect(await one.wrong()).toEqual([]);
    },
  );
});
