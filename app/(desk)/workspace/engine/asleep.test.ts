import { describe, expect, it } from "vitest";
import type { StaffEvent } from "#machines/wire/frames.ts";
import type { Desk, WorkItem } from "#machines/wire/views.ts";
import { Absence, Sleeper, whereaboutsOf } from "./asleep.ts";
import { FakeClock, itemOf } from "./testing.ts";

const MINUTE = 60_000;

function deskOf(...items: WorkItem[]): Desk {
  const mirror = { chart: "liveChat", hash: "", rev: 0, snapshot: null };
  const open = items.filter(({ state }) => state === "queued" || state === "offered");
  const closed = items.filter(({ state }) => state === "ended");
  return {
    me: { id: "ana" },
    conversations: Object.fromEntries(items.map((item) => [item.id, { item, mirror }])),
    items: { mine: [], open, closed },
  } as unknown as Desk;
}

const queued = (id: string) => itemOf(id, { state: "queued", owner: null, first: true });
const by = (who: string) => ({ by: who, type: "agent.gone" }) as StaffEvent;

function rig() {
  const clock = new FakeClock();
  let heardAt = clock.now();
  const absence = new Absence({
    clock,
    heard: () => heardAt,
    draft: (id) => (id === "a" ? "half an answer" : ""),
  });
  const told = () => absence.away.get()?.handedOver.map(({ item, draft }) => [item.id, item.state, draft]);
  return {
    clock,
    absence,
    told,
    hear: () => {
      heardAt = clock.now();
    },
  };
}

describe("a sleep", () => {
  it("is noticed when a beat comes far too late, and not when it is held back a little", () => {
    const clock = new FakeClock();
    let woken = 0;
    const sleeper = new Sleeper(clock, () => {
      woken += 1;
    });
    sleeper.start();
    clock.advance(10 * MINUTE);
    expect(woken).toBe(0);
    clock.sleep(10_000);
    sleeper.look();
    expect(woken).toBe(0);
    clock.sleep(2 * MINUTE);
    sleeper.look();
    expect(woken).toBe(1);
    sleeper.look();
    expect(woken).toBe(1);
    clock.sleep(2 * MINUTE);
    clock.advance(0);
    expect(woken).toBe(2);
    sleeper.stop();
    clock.sleep(2 * MINUTE);
    sleeper.look();
    clock.advance(MINUTE);
    expect(woken).toBe(2);
  });
});

describe("what was handed over while a window heard nothing", () => {
  it("is told in one notice, with how long it was and what was being written", () => {
    const { clock, absence, told, hear } = rig();
    const before = deskOf(itemOf("a"), itemOf("b"), itemOf("c"));
    hear();
    absence.lineIs("live", before);
    clock.advance(90 * MINUTE);
    absence.lineIs("reconnecting", before);
    clock.advance(1_000);
    absence.lineIs("live", before);
    const one = deskOf(queued("a"), itemOf("b"), itemOf("c"));
    absence.stepped(before, one, by("system"));
    const two = deskOf(itemOf("c"));
    absence.stepped(one, two, null);
    expect(told()).toEqual([
      ["a", "queued", "half an answer"],
      ["b", "active", ""],
    ]);
    const away = absence.away.get();
    expect((away?.to ?? 0) - (away?.from ?? 0)).toBe(90 * MINUTE + 1_000);
    absence.caughtUp();
    absence.stepped(two, deskOf(queued("c")), by("system"));
    expect(told()).toHaveLength(2);
    absence.dismiss();
    expect(absence.away.get()).toBeNull();
  });

  it("is nothing while the line is there, nor what they did themselves elsewhere", () => {
    const { absence, told } = rig();
    absence.stepped(deskOf(itemOf("a")), deskOf(queued("a")), by("system"));
    absence.lineIs("reconnecting", deskOf(itemOf("a")));
    absence.lineIs("live", deskOf(itemOf("a")));
    absence.stepped(deskOf(itemOf("a")), deskOf(queued("a")), by("agent:ana"));
    expect(told()).toBeUndefined();
  });

  it("is found also when all is read afresh, once", () => {
    const { absence, told } = rig();
    absence.lineIs("offline", deskOf(itemOf("a"), itemOf("b")));
    absence.lineIs("live", deskOf(itemOf("a"), itemOf("b")));
    absence.lineIs("reconnecting", deskOf(itemOf("a"), itemOf("b")));
    absence.reloaded(deskOf(itemOf("b")));
    absence.lineIs("live", deskOf(itemOf("b")));
    absence.reloaded(deskOf(itemOf("b")));
    expect(told()).toEqual([["a", "active", "half an answer"]]);
  });
});

describe("where a conversation is that went", () => {
  it.each([
    [deskOf(queued("a")), { at: "queue", name: "General", first: true }],
    [deskOf(itemOf("a", { state: "offered", owner: { id: "brais", name: "Brais" } })), { at: "offered" }],
    [deskOf(itemOf("a", { owner: { id: "brais", name: "Brais" } })), { at: "somebody", name: "Brais" }],
    [deskOf(), { at: "somebody", name: null }],
    [deskOf(itemOf("a", { state: "waiting", deadline: 7, owner: null })), { at: "waiting", until: 7 }],
    [deskOf(itemOf("a", { state: "ended" })), { at: "ended" }],
    [deskOf(itemOf("a")), { at: "back" }],
  ])("%#", (desk, where) => {
    expect(whereaboutsOf(desk, "a")).toEqual(where);
  });
});
