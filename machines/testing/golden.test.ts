import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyMachineSnapshot } from "xstate";
import { z } from "zod";
import { pathOf, persist, restore } from "#machines/decide.ts";
import { isMirrored, mirrored, mirroredHashes } from "#machines/mirror/mirrored.ts";

/**
 * Stored snapshots of every release, `golden/<version>.json`. A file that was released is never changed:
 * when a restore fails here, it would fail on somebody's data, and wants a migration. Before a release of
 * changed charts `node scripts/golden.mjs` writes the file of the new version beside the others.
 */

const folder = new URL("golden/", import.meta.url);
const golden = z.array(
  z.strictObject({ chart: z.string(), hash: z.string(), path: z.string(), snapshot: z.unknown() }),
);

const stored = readdirSync(folder).flatMap((file) =>
  golden
    .parse(JSON.parse(readFileSync(new URL(file, folder), "utf8")))
    .map((held) => [`${file}: ${held.chart} in ${held.path}`, held] as const),
);

describe("snapshots of releases", () => {
  it.each(stored)("%s", (_, { chart, path, snapshot }) => {
    if (!isMirrored(chart)) throw new Error(`The chart ${chart} is not there any more`);
    const restored: AnyMachineSnapshot = restore(mirrored[chart], snapshot);
    expect(pathOf(restored)).toBe(path);
    expect(persist(restored)).toEqual(snapshot);
  });

  it("are there for every chart as it is now", () => {
    const hashes = new Set(stored.map(([, held]) => held.hash));
    for (const hash of Object.values(mirroredHashes)) expect(hashes).toContain(hash);
  });
});
