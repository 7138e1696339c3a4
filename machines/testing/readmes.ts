import { readFileSync, writeFileSync } from "node:fs";
import { charts } from "#machines/charts.ts";
import { withSection } from "./diagram.ts";

const pathOf = (id: string) => new URL(`../${id}/README.md`, import.meta.url);

export type Readme = { id: string; stored: string; wanted: string };

/** Every chart's README as it is, and as it should be. */
export function readmes(): Readme[] {
  return Object.entries(charts).map(([id, machine]) => {
    const stored = readFileSync(pathOf(id), "utf8");
    return { id, stored, wanted: withSection(stored, machine) };
  });
}

/** Writes those that are stale; returns their ids. */
export function writeReadmes(): string[] {
  const stale = readmes().filter(({ stored, wanted }) => stored !== wanted);
  for (const { id, wanted } of stale) writeFileSync(pathOf(id), wanted);
  return stale.map(({ id }) => id);
}
