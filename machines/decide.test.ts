import { describe, expect, it } from "vitest";
import { delayOf } from "./conversation/policy.ts";
import { holdingOf, leafOf, ownerOf } from "./conversation/read.ts";
import { decide, effectsOf, isLegal, pathOf, persist, restore, start, timersOf } from "./decide.ts";
import { liveChat } from "./liveChat/machine.ts";
import { persistentChat } from "./persistentChat/machine.ts";
import { input, play, policy, step, told } from "./testing/conversation.ts";
import { active, offered, waiting, wrapUp } from "./testing/fixtures.ts";

const DAY = 24 * 3_600_000;

/** The timers of the last event, by the names of their delays. */
const armed = (actions: Parameters<typeof timersOf>[0]) =>
  Object.fromEntries(
    timersOf(actions).flatMap((timer) => (timer.kind === "arm" ? [[timer.delayName, timer.delay]] : [])),
  );
const cancelled = (actions: Parameters<typeof timersOf>[0]) =>
  timersOf(actions).flatMap((timer) => (timer.kind === "cancel" ? [timer.id] : []));

describe("a beginning", () => {
  it("is queued, asks for routing, and arms the queue's time", () => {
    const { snapshot, actions } = start(liveChat, input);
    expect(pathOf(snapshot)).toBe("open.handling.pending.queued|customer.present");
    expect(snapshot.context).toMatchObject({ customer: "visitor:1", at: 1000, owner: null, policyRev: 1 });
    expect(armed(actions)).toEqual({ queueTime: policy.queueTime });
    expect(effectsOf(actions)).toEqual([{ type: "requestRouting", params: {} }]);
  });

  it("may know whom to ask first", () => {
    expect(start(persistentChat, { ...input, affinity: "ana" }).snapshot.context.affinity).toBe("ana");
  });
});

describe("timers are data", () => {
  it("28 days are a number, and nothing waits for it", () => {
    const { actions } = play(persistentChat, waiting);
    expect(armed(actions)).toEqual({ waitingTime: 28 * DAY });
    expect(28 * DAY).toBeGreaterThan(2 ** 31 - 1);
  });

  it("the queue's time goes on while it is offered, and begins anew when somebody had it", () => {
    const once = step(liveChat, play(liveChat, []).snapshot, { type: "offer.made", agent: "ana" });
    expect(once.ok && Object.keys(armed(once.actions))).toEqual(["offerTime"]);
    expect(once.ok && cancelled(once.actions)).toEqual([]);
    const missed = once.ok ? step(liveChat, once.snapshot, "after offerTime") : undefined;
    expect(missed?.ok && armed(missed.actions)).toEqual({});
    const back = step(liveChat, play(liveChat, active).snapshot, { type: "agent.released", agent: "ana" });
    expect(back.ok && armed(back.actions)).toEqual({ queueTime: policy.queueTime });
  });

  it("the customer's grace goes on whoever answers", () => {
    const away = play(liveChat, [...offered, { type: "customer.lineLost" }]);
    expect(armed(away.actions)).toEqual({ customerGrace: policy.customerGrace });
    const taken = step(liveChat, away.snapshot, { type: "offer.accepted", agent: "ana" });
    expect(taken.ok && cancelled(taken.actions).join()).not.toContain("customerGrace");
  });

  it("a follow-up starts the waiting time anew: cancelled first, then armed", () => {
    const event = { type: "agent.messaged", agent: "ana", message: "m" } as const;
    const again = step(persistentChat, play(persistentChat, waiting).snapshot, event);
    const id = "xstate.after.waitingTime.persistentChat.waiting";
    expect(again.ok && timersOf(again.actions)).toMatchObject([
      { kind: "cancel", id },
      { kind: "arm", id, event: { type: id } },
    ]);
  });

  it("of another shape are not swallowed", () => {
    expect(() => timersOf([{ type: "xstate.raise", params: { id: "x", event: { type: "x" } } }])).toThrow();
    expect(() =>
      timersOf([{ type: "xstate.raise", params: { id: "x", delay: 1, event: { type: "x" } } }]),
    ).toThrow();
  });
});

describe("refusals", () => {
  it("tell a wrong state from a refusing guard, and where it was", () => {
    const { snapshot } = play(liveChat, offered);
    const state = "open.handling.pending.offered|customer.present";
    expect(step(liveChat, snapshot, { type: "agent.opened", agent: "ana" })).toEqual({
      ok: false,
      kind: "conflict",
      state,
    });
    expect(step(liveChat, snapshot, { type: "offer.accepted", agent: "brais" })).toEqual({
      ok: false,
      kind: "forbidden",
      state,
      guard: "byOwner",
    });
    expect(isLegal(liveChat, snapshot, told({ type: "offer.accepted", agent: "ana" }))).toBe(true);
    expect(isLegal(liveChat, snapshot, told({ type: "offer.accepted", agent: "brais" }))).toBe(false);
  });

  it("hold for a delay that does not run any more", () => {
    const { snapshot } = play(liveChat, active);
    const late = {
      type: "xstate.after.offerTime.liveChat.open.handling.pending.offered",
      at: 1,
      by: "system",
      role: "system",
    };
    expect(decide(liveChat, snapshot, late)).toMatchObject({ ok: false, kind: "conflict" });
  });
});

describe("wrap-up holds the capacity", () => {
  const ending = (wrapUpBlock: typeof policy.wrapUpBlock) =>
    play(liveChat, wrapUp, { ...input, policy: { ...policy, wrapUpBlock } });

  it("always: until it ends", () => {
    const { snapshot, actions } = ending("always");
    expect(holdingOf(snapshot)).toEqual({ agent: "ana", units: 30 });
    expect(armed(actions)).toEqual({ wrapUpTime: policy.wrapUpTime, wrapUpBlock: policy.wrapUpTime });
  });
  it("never: it is free from the beginning", () => {
    expect(holdingOf(ending("never").snapshot)).toBeNull();
  });
  it("for a time: until then", () => {
    const { snapshot, actions } = ending(60_000);
    expect(holdingOf(snapshot)).toEqual({ agent: "ana", units: 30 });
    expect(armed(actions).wrapUpBlock).toBe(60_000);
    const freed = step(liveChat, snapshot, "after wrapUpBlock");
    expect(freed.ok && [leafOf(freed.snapshot), holdingOf(freed.snapshot)]).toEqual(["wrapUp", null]);
    const again = freed.ok
      ? step(liveChat, freed.snapshot, { type: "conversation.continue", agent: "ana", superseded: false })
      : undefined;
    expect(again?.ok && holdingOf(again.snapshot)).toEqual({ agent: "ana", units: 30 });
  });
  it("as a changed policy says from then on", () => {
    const never = { ...policy, wrapUpBlock: "never" as const };
    const changed = step(liveChat, ending("always").snapshot, {
      type: "policy.changed",
      policy: never,
      policyRev: 2,
    });
    expect(changed.ok && holdingOf(changed.snapshot)).toBeNull();
  });
});

describe("a changed policy", () => {
  it("charges what was taken before as it was, and what is taken after anew", () => {
    const heavier = { type: "policy.changed", policy: { ...policy, units: 50 }, policyRev: 2 } as const;
    const changed = step(liveChat, play(liveChat, active).snapshot, heavier);
    if (!changed.ok) throw new Error("refused");
    expect(holdingOf(changed.snapshot)?.units).toBe(30);
    expect(changed.snapshot.context).toMatchObject({ policyRev: 2 });
    expect(play(liveChat, [heavier, ...offered]).snapshot.context.units).toBe(50);
  });

  it("has the lengths of the delays as the charts arm them", () => {
    for (const wrapUpBlock of ["always", "never", 5] as const) {
      const other = { ...policy, wrapUpBlock };
      const { actions } = play(liveChat, wrapUp, { ...input, policy: other });
      expect(armed(actions)).toEqual({
        wrapUpTime: delayOf(other, "wrapUpTime"),
        wrapUpBlock: delayOf(other, "wrapUpBlock"),
      });
    }
  });
});

describe("storage", () => {
  it("is plain JSON, without the delays and the actors of a process", () => {
    const { snapshot } = play(liveChat, active);
    const stored = persist(snapshot);
    expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
    expect(stored).toMatchObject({ status: "active", value: { open: { handling: "active" } } });
    expect(ownerOf(restore(liveChat, stored))).toBe("ana");
  });

  it("keeps an end an end", () => {
    const over = play(liveChat, [{ type: "customer.ended" }]).snapshot;
    expect(restore(liveChat, persist(over)).status).toBe("done");
  });
});
