import { readFileSync, writeFileSync } from "node:fs";
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

/** Writes `golden/<version of the package>.json`; to be run while that version is not released yet. */
export function writeGolden(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  const all = [
    ...snapshotsOf(mirrored.liveChat, input, vocabularyEvents),
    ...snapshotsOf(mirrored.persistentChat, input, vocabularyEvents),
    ...snapshotsOf(mirrored.presence, presenceInput, presenceEvents),
  ];
  const file = `golden/${manifest.version}.json`;
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(all, null, 2)}\n`);
  return file;
}
