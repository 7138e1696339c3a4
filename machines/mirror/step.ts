import type { AnyMachineSnapshot, AnyStateMachine } from "xstate";
import { decide, isLegal, persist, restore } from "#machines/decide.ts";
import type { MirrorView } from "#machines/wire/views.ts";
import { isMirrored, mirrored, mirroredHashes } from "./mirrored.ts";

/** Of one row of the log, what a mirror needs. */
export type MirrorEvent = {
  rev: number;
  hash: string;
  event: ({ type: string } & Record<string, unknown>) | null;
};

/** Why a view cannot be stepped and has to be fetched afresh. */
export type MirrorTrouble = "gap" | "hash" | "misfit";

export type MirrorStep = { ok: true; held: MirrorView } | { ok: false; reason: MirrorTrouble };

const live = new WeakMap<MirrorView, AnyMachineSnapshot>();

function machineOf(view: MirrorView): AnyStateMachine | null {
  if (!isMirrored(view.chart) || mirroredHashes[view.chart] !== view.hash) return null;
  return mirrored[view.chart];
}

/**
 * The live snapshot of a view, to be asked; null when this program does not have the chart of that hash,
 * or the snapshot does not fit it. Then what the server says of the state is shown as it is.
 */
export function snapshotOf(view: MirrorView): AnyMachineSnapshot | null {
  const known = live.get(view);
  if (known !== undefined) return known;
  const machine = machineOf(view);
  if (machine === null) return null;
  try {
    const snapshot: AnyMachineSnapshot = restore(machine, view.snapshot);
    live.set(view, snapshot);
    return snapshot;
  } catch {
    return null;
  }
}

/** Would the server take this event now? Without a chart to ask, it is left to the server. */
export function canMirror(view: MirrorView, event: { type: string } & Record<string, unknown>): boolean {
  const machine = machineOf(view);
  const snapshot = snapshotOf(view);
  return machine === null || snapshot === null || isLegal(machine, snapshot, event);
}

/**
 * One row of the log, applied to what is held. A row that is held already changes nothing. The chart's
 * actions are thrown away: the server has carried them out.
 */
export function stepMirror(held: MirrorView, row: MirrorEvent): MirrorStep {
  if (row.rev <= held.rev) return { ok: true, held };
  if (row.rev > held.rev + 1) return { ok: false, reason: "gap" };
  const machine = machineOf(held);
  if (machine === null || row.hash !== held.hash) return { ok: false, reason: "hash" };
  if (row.event === null) return { ok: true, held: { ...held, rev: row.rev } };
  const snapshot = snapshotOf(held);
  if (snapshot === null) return { ok: false, reason: "misfit" };

  const decision = decideSafely(machine, snapshot, row.event);
  if (decision === null || !decision.ok) return { ok: false, reason: "misfit" };
  const next: MirrorView = { ...held, rev: row.rev, snapshot: persist(decision.snapshot) };
  live.set(next, decision.snapshot);
  return { ok: true, held: next };
}

function decideSafely(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: { type: string }) {
  try {
    return decide(machine, snapshot, event);
  } catch {
    return null;
  }
}
