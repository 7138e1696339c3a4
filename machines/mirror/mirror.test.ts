import { afterEach, describe, expect, it, vi } from "vitest";
import { createActor } from "xstate";
import { persist, start } from "#machines/decide.ts";
import { liveChat } from "#machines/liveChat/machine.ts";
import { persistentChat } from "#machines/persistentChat/machine.ts";
import { input, play, type Told, told } from "#machines/testing/conversation.ts";
import { waiting, wrapUp } from "#machines/testing/fixtures.ts";
import type { MirrorView } from "#machines/wire/views.ts";
import { mirror } from "./logic.ts";
import { mirroredHashes } from "./mirrored.ts";
import { canMirror, type MirrorEvent, snapshotOf, stepMirror } from "./step.ts";

const hash = mirroredHashes.liveChat ?? "";
const view: MirrorView = {
  chart: "liveChat",
  hash,
  rev: 3,
  snapshot: persist(start(liveChat, input).snapshot),
};
const row = (rev: number, event: Told): MirrorEvent => ({ rev, hash, event: { ...told(event) } });
const made: Told = { type: "offer.made", agent: "ana" };
const accepted: Told = { type: "offer.accepted", agent: "ana" };
const state = (held: MirrorView) => snapshotOf(held)?.value;

afterEach(() => {
  vi.useRealTimers();
});

describe("one step", () => {
  it("follows the log", () => {
    const first = stepMirror(view, row(4, made));
    if (!first.ok) throw new Error(first.reason);
    expect(first.held.rev).toBe(4);
    expect(state(first.held)).toMatchObject({ open: { handling: { pending: "offered" } } });
    const second = stepMirror(first.held, row(5, accepted));
    expect(second.ok && state(second.held)).toMatchObject({ open: { handling: "active" } });
  });

  it("drops what it has already, the very same object stays", () => {
    expect(stepMirror(view, row(3, made))).toEqual({ ok: true, held: view });
    expect(stepMirror(view, row(1, accepted))).toMatchObject({ ok: true });
  });

  it("counts a row that no chart decided", () => {
    expect(stepMirror(view, { rev: 4, hash, event: null })).toEqual({ ok: true, held: { ...view, rev: 4 } });
  });

  it("sees a gap", () => {
    expect(stepMirror(view, row(5, made))).toEqual({ ok: false, reason: "gap" });
  });

  it("sees a chart of another hash, on either side", () => {
    expect(stepMirror(view, { ...row(4, made), hash: "other" })).toEqual({ ok: false, reason: "hash" });
    expect(stepMirror({ ...view, hash: "old" }, row(4, made))).toEqual({ ok: false, reason: "hash" });
    expect(stepMirror({ ...view, chart: "delivery" }, row(4, made))).toEqual({ ok: false, reason: "hash" });
  });

  it("sees an event that does not fit", () => {
    expect(stepMirror(view, row(4, accepted))).toEqual({ ok: false, reason: "misfit" });
    expect(stepMirror({ ...view, snapshot: { value: "nowhere", context: {} } }, row(4, made))).toEqual({
      ok: false,
      reason: "misfit",
    });
    const over = { ...view, snapshot: persist(play(liveChat, wrapUp).snapshot) };
    const broken = { rev: 4, hash, event: { type: "policy.changed", at: 1 } };
    expect(stepMirror(over, broken)).toEqual({ ok: false, reason: "misfit" });
  });
});

describe("what may be done", () => {
  it("is what the server will judge by", () => {
    expect(canMirror(view, { ...told(made) })).toBe(true);
    expect(canMirror(view, { ...told(accepted) })).toBe(false);
  });

  it("is left to the server where the chart is unknown", () => {
    expect(canMirror({ ...view, hash: "newer" }, { ...told(accepted) })).toBe(true);
    expect(snapshotOf({ ...view, hash: "newer" })).toBeNull();
  });
});

describe("the actor", () => {
  const begin = (of: MirrorView = view) => createActor(mirror, { input: { view: of } }).start();
  const held = (actor: ReturnType<typeof begin>) => actor.getSnapshot().context;

  it("keeps what it has in trouble, and the rows that come, until a fresh view", () => {
    const actor = begin();
    actor.send({ type: "log.arrived", row: row(5, accepted) });
    expect(held(actor)).toMatchObject({ view, trouble: "gap" });
    actor.send({ type: "log.arrived", row: row(6, { type: "customer.lineLost" }) });
    const fresh = stepMirror(view, row(4, made));
    if (!fresh.ok) throw new Error(fresh.reason);
    actor.send({ type: "view.replaced", view: fresh.held });
    expect(held(actor)).toMatchObject({ trouble: null, later: [] });
    expect(held(actor).view.rev).toBe(6);
    expect(state(held(actor).view)).toEqual({ open: { handling: "active", customer: "away" } });
  });

  it("is in trouble again when the fresh view is not fresh enough", () => {
    const actor = begin();
    actor.send({ type: "log.arrived", row: row(6, accepted) });
    actor.send({ type: "view.replaced", view: { ...view, rev: 4 } });
    expect(held(actor)).toMatchObject({ trouble: "gap" });
  });

  it("does not go back to an older view", () => {
    const actor = begin();
    actor.send({ type: "log.arrived", row: row(4, made) });
    actor.send({ type: "view.replaced", view });
    expect(held(actor).view.rev).toBe(4);
  });

  it("runs no timer and no action: 28 days pass and it waits still", () => {
    vi.useFakeTimers();
    const snapshot = persist(play(persistentChat, waiting).snapshot);
    const actor = begin({
      chart: "persistentChat",
      hash: mirroredHashes.persistentChat ?? "",
      rev: 9,
      snapshot,
    });
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(29 * 24 * 3_600_000);
    expect(state(held(actor).view)).toBe("waiting");
    actor.send({
      type: "log.arrived",
      row: {
        rev: 10,
        hash: mirroredHashes.persistentChat ?? "",
        event: { ...told({ type: "agent.messaged", agent: "ana", message: "m" }) },
      },
    });
    expect(vi.getTimerCount()).toBe(0);
    expect(held(actor)).toMatchObject({ trouble: null, view: { rev: 10 } });
  });

  it("persists as JSON", () => {
    const actor = begin();
    const stored = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
    const again = createActor(mirror, { snapshot: stored, input: { view } }).start();
    again.send({ type: "log.arrived", row: row(4, made) });
    expect(again.getSnapshot().context.view.rev).toBe(4);
  });
});
