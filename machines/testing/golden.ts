import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
  initialTransition,
  transition,
} from "xstate";
import { pathOf, persist } from "#machines/decide.ts";
import { mirrored, mirroredHashes } from "#machines/mirror/mirrored.ts";
import { input, vocabularyEvents } from "./conversation.ts";
import { walk } from "./edges.ts";
import { presenceEvents, presenceInput } from "./presence.ts";

export type Golden = { chart: string; hash: string; path: string; snapshot: unknown };

/** One stored snapshot for each state path that the shortest walks over every edge end in. */
function snapshotsOf(machine: AnyStateMachine, from: unknown, events: readonly EventObject[]): Golden[] {
  const [first] = initialTransition(machine, from);
  const found = new Map<string, AnyMachineSnapshot>([[pathOf(first), first]]);
  for (const path of walk(machine, { input: from, events }).paths.values()) {
    let snapshot: AnyMachineSnapshot = first;
    for (const event of path) [snapshot] = transition(machine, snapshot, event);
    if (!found.has(pathOf(snapshot))) found.set(pathOf(snapshot), snapshot);
  }
  const hash = mirroredHashes[machine.id] ?? "";
  return [...found].map(([path, snapshot]) => ({
    chart: machine.id,
    hash,
    path,
    snapshot: persist(snapshot),
  }));
}

const folder = new URL("golden/", import.meta.url);
const list = new URL("released.json", import.meta.url);

/** Of every released version, what its file of snapshots is: SHA-256, hexadecimal. */
export function released(): Record<string, string> {
  return JSON.parse(readFileSync(list, "utf8"));
}

/** Of every version with a file of snapshots, what that is. */
export function stored(): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return Object.fromEntries(
    files.map((file) => {
      const content = readFileSync(new URL(file, folder));
      return [file.slice(0, -".json".length), createHash("sha256").update(content).digest("hex")];
    }),
  );
}

function version(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  return manifest.version;
}

/**
 * Writes `golden/<version of the package>.json`; to be run while that version is not released yet.
 * Throws when it is: what was released is on somebody's disk, and wants a new version and a migration.
 */
export function writeGolden(now = version()): string {
  if (Object.hasOwn(released(), now)) {
    throw new Error(`${now} is released, and its snapshots stay as they are: raise the version first.`);
  }
  const all = [
    ...snapshotsOf(mirrored.liveChat, input, vocabularyEvents),
    ...snapshotsOf(mirrored.persistentChat, input, vocabularyEvents),
    ...snapshotsOf(mirrored.presence, presenceInput, presenceEvents),
  ];
  writeFileSync(new URL(`${now}.json`, folder), `${JSON.stringify(all, null, 2)}\n`);
  return `golden/${now}.json`;
}

/** Notes that the version of the package is released: from here on its snapshots are never changed. */
export function release(): string {
  const now = version();
  const hash = stored()[now];
  if (hash === undefined) throw new Error(`There are no snapshots of ${now} yet.`);
  writeFileSync(list, `${JSON.stringify({ ...released(), [now]: hash }, null, 2)}\n`);
  return now;
}
