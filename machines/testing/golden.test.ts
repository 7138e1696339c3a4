import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyMachineSnapshot } from "xstate";
import { z } from "zod";
import { decide, pathOf, persist, restore } from "#machines/decide.ts";
import { isMirrored, mirrored, mirroredHashes } from "#machines/mirror/mirrored.ts";
import { released, stored, writeGolden } from "./golden.ts";

/**
 * Stored snapshots of every release, `golden/<version>.json`. A file that was released is never changed:
 * when a restore fails here, it would fail on somebody's data, and wants a migration. Before a release of
 * changed charts `node scripts/golden.mjs` writes the file of the new version beside the others; at the release
 * `node scripts/golden.mjs --release` notes what it is in `released.json`, and then it stays.
 */

const folder = new URL("golden/", import.meta.url);
const golden = z.array(
  z.strictObject({ chart: z.string(), hash: z.string(), path: z.string(), snapshot: z.unknown() }),
);

const held = readdirSync(folder).flatMap((file) =>
  golden
    .parse(JSON.parse(readFileSync(new URL(file, folder), "utf8")))
    .map((each) => [`${file}: ${each.chart} in ${each.path}`, each] as const),
);

describe("snapshots of releases", () => {
  it.each(held)("%s", (_, { chart, path, snapshot }) => {
    if (!isMirrored(chart)) throw new Error(`The chart ${chart} is not there any more`);
    const restored: AnyMachineSnapshot = restore(mirrored[chart], snapshot);
    expect(pathOf(restored)).toBe(path);
    expect(persist(restored)).toEqual(snapshot);
  });

  it("go on in the chart as it is now", () => {
    for (const [name, { chart, snapshot }] of held) {
      if (!isMirrored(chart)) continue;
      const restored: AnyMachineSnapshot = restore(mirrored[chart], snapshot);
      const event = { type: "chart.migrated", at: 1, by: "system", role: "system" };
      const next = decide(mirrored[chart], restored, event);
      if (restored.status === "done") expect(next.ok, name).toBe(false);
      else expect(next, name).toMatchObject({ ok: true, edges: [`${chart}|chart.migrated|0`] });
    }
  });

  it("of released versions are all there, and nobody has changed them", () => {
    expect(Object.keys(released())).toContain("0.1.0");
    expect(stored()).toMatchObject(released());
  });

  it("are not written anew once they are released", () => {
    expect(() => writeGolden("0.1.0")).toThrow("0.1.0 is released");
  });

  it("are there for every chart as it is now", () => {
    const hashes = new Set(held.map(([, each]) => each.hash));
    for (const hash of Object.values(mirroredHashes)) expect(hashes).toContain(hash);
  });
});
