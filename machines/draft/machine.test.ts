import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AnyMachineSnapshot, createActor } from "xstate";
import { chartSuite } from "#machines/testing/suite.ts";
import type { DraftEvent } from "./events.ts";
import { type DraftInput, draft } from "./machine.ts";

const input: DraftInput = { session: "conversation:1", field: "composer", text: "", rev: 1 };
const events: DraftEvent[] = [
  { type: "text.changed", text: "Bo" },
  { type: "text.changed", text: "" },
  { type: "save.now" },
  { type: "save.done", rev: 2 },
  { type: "save.failed", remote: null },
  { type: "save.failed", remote: { text: "Ola", rev: 5 } },
  { type: "remote.changed", text: "Ola", rev: 0 },
  { type: "remote.changed", text: "Ola", rev: 5 },
  { type: "remote.changed", text: "Bo", rev: 6 },
  { type: "text.chosen", text: "Bo" },
  { type: "text.chosen", text: "Ola" },
  { type: "send", id: "m1" },
  { type: "send", id: "m2" },
  { type: "send.confirmed", id: "m1", rev: 3 },
  { type: "send.confirmed", id: "m2", rev: null },
  { type: "send.refused", id: "m1", reason: "tooLong" },
  { type: "send.refused", id: "m2", reason: "gone" },
];
const key = ({ value, context }: AnyMachineSnapshot) =>
  JSON.stringify([
    value,
    context.text,
    context.given,
    context.remote,
    context.rev,
    context.pending.map((sent: { id: string }) => sent.id).slice(0, 3),
  ]);

chartSuite(draft, { input, events, key, decidedBy: "browser", ends: false });

type Save = { session: string; field: string; text: string; baseRev: number };
type Send = { session: string; id: string; text: string; draftRev: number };

function begin(from: Partial<DraftInput> = {}) {
  const saves: Save[] = [];
  const sends: Send[] = [];
  const wired = draft.provide({
    actions: {
      requestSave: (_, params) => saves.push(params),
      requestSend: (_, params) => sends.push(params),
    },
  });
  const actor = createActor(wired, { input: { ...input, ...from } }).start();
  return {
    saves,
    sends,
    tell: (...told: DraftEvent[]) => {
      for (const event of told) actor.send(event);
    },
    state: () => actor.getSnapshot().value,
    context: () => actor.getSnapshot().context,
  };
}
const type = (text: string): DraftEvent => ({ type: "text.changed", text });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("saving", () => {
  it("gives the text within half a second of the first key, with the rev it is based on", () => {
    const it = begin();
    it.tell(type("B"));
    vi.advanceTimersByTime(300);
    it.tell(type("Bo"));
    vi.advanceTimersByTime(200);
    expect(it.saves).toEqual([{ session: "conversation:1", field: "composer", text: "Bo", baseRev: 1 }]);
    it.tell({ type: "save.done", rev: 2 });
    expect([it.state(), it.context().rev]).toEqual(["saved", 2]);
  });

  it("gives what was typed meanwhile, too", () => {
    const it = begin();
    it.tell(type("Bo"), { type: "save.now" }, type("Bo día"), { type: "save.done", rev: 2 });
    expect(it.state()).toBe("dirty");
    vi.advanceTimersByTime(500);
    expect(it.saves.at(-1)).toMatchObject({ text: "Bo día", baseRev: 2 });
  });

  it("gives it at once on leaving, and nothing where nothing was typed", () => {
    const it = begin();
    it.tell(type(""), { type: "save.now" });
    expect(it.saves).toEqual([]);
    it.tell(type("Bo"), { type: "save.now" });
    expect(it.saves).toHaveLength(1);
  });

  it("tries again later and later while the line is down, and at once when it is back", () => {
    const it = begin();
    it.tell(type("Bo"), { type: "save.now" }, { type: "save.failed", remote: null });
    vi.advanceTimersByTime(999);
    expect(it.saves).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(it.saves).toHaveLength(2);
    it.tell({ type: "save.failed", remote: null }, { type: "save.now" });
    expect(it.saves).toHaveLength(3);
    it.tell({ type: "save.done", rev: 2 });
    expect(it.context()).toMatchObject({ failures: 0, text: "Bo" });
  });
});

describe("another window", () => {
  const remote: DraftEvent = { type: "remote.changed", text: "Ola", rev: 4 };

  it("is followed by a clean field and by a saved one", () => {
    const clean = begin();
    clean.tell(remote);
    expect([clean.context().text, clean.context().rev, clean.state()]).toEqual(["Ola", 4, "clean"]);
    const saved = begin();
    saved.tell(type("Bo"), { type: "save.now" }, { type: "save.done", rev: 2 }, remote);
    expect([saved.context().text, saved.context().rev]).toEqual(["Ola", 4]);
  });

  it("does not take back a newer text by an older one", () => {
    const it = begin({ text: "Bo", rev: 9 });
    it.tell(remote);
    expect(it.context().text).toBe("Bo");
  });

  it("is no conflict when it has the same text", () => {
    const it = begin();
    it.tell(type("Ola"), remote);
    expect([it.state(), it.context().rev]).toEqual(["saved", 4]);
  });

  it.each([
    ["while dirty", [type("Bo"), remote]],
    ["while saving", [type("Bo"), { type: "save.now" }, remote]],
    [
      "by a refused save",
      [type("Bo"), { type: "save.now" }, { type: "save.failed", remote: { text: "Ola", rev: 4 } }],
    ],
  ] as [string, DraftEvent[]][])("keeps both texts until the person chooses: %s", (_, told) => {
    const mine = begin();
    mine.tell(...told);
    expect(mine.state()).toBe("conflict");
    expect(mine.context()).toMatchObject({ text: "Bo", remote: { text: "Ola", rev: 4 } });
    mine.tell(type("Bo día"), { type: "text.chosen", text: "Bo día" });
    expect(mine.saves.at(-1)).toMatchObject({ text: "Bo día", baseRev: 4 });

    const theirs = begin();
    theirs.tell(...told, { type: "text.chosen", text: "Ola" });
    expect([theirs.state(), theirs.context().text, theirs.context().rev]).toEqual(["saved", "Ola", 4]);
  });
});

describe("sending", () => {
  it("frees the field at once, and ends clean", () => {
    const it = begin();
    it.tell(type("Bo día"), { type: "send", id: "m1" });
    expect(it.sends).toEqual([{ session: "conversation:1", id: "m1", text: "Bo día", draftRev: 1 }]);
    expect(it.context().text).toBe("");
    it.tell({ type: "send.confirmed", id: "m1", rev: 3 });
    expect([it.state(), it.context().rev]).toEqual(["clean", 3]);
  });

  it("keeps what is typed while it sends, and sends the next behind it", () => {
    const it = begin();
    it.tell(type("un"), { type: "send", id: "m1" }, type("dous"), { type: "send", id: "m2" }, type("tres"));
    expect(it.sends.map((sent) => sent.text)).toEqual(["un", "dous"]);
    it.tell({ type: "send.confirmed", id: "m1", rev: 2 });
    expect(it.state()).toBe("sending");
    it.tell({ type: "send.confirmed", id: "m2", rev: 3 });
    expect([it.state(), it.context().text]).toEqual(["dirty", "tres"]);
  });

  it("puts a refused text back before what was typed since", () => {
    const it = begin();
    it.tell(type("un"), { type: "send", id: "m1" }, type("dous"));
    it.tell({ type: "send.refused", id: "m1", reason: "gone" });
    expect(it.state()).toBe("failed");
    expect(it.context()).toMatchObject({ text: "un\ndous", reason: "gone", pending: [] });
    it.tell({ type: "send", id: "m2" }, { type: "send.confirmed", id: "m2", rev: null });
    expect([it.state(), it.context().reason]).toEqual(["clean", null]);
  });

  it("puts a refused text back wherever the field has gone meanwhile, and a late save counts", () => {
    const it = begin();
    it.tell(type("un"), { type: "send", id: "m1" }, type("dous"), { type: "send", id: "m2" });
    it.tell({ type: "send.refused", id: "m1", reason: "gone" }, type("un, dous"), { type: "save.now" });
    it.tell({ type: "send.refused", id: "m2", reason: "gone" }, { type: "save.done", rev: 8 });
    expect(it.state()).toBe("failed");
    expect(it.context()).toMatchObject({ text: "dous\nun, dous", rev: 8, pending: [] });
    it.tell({ type: "send.refused", id: "m2", reason: "again" });
    expect(it.context().text).toBe("dous\nun, dous");
  });

  it("does not send blanks", () => {
    const it = begin();
    it.tell(type("  \n "), { type: "send", id: "m1" });
    expect(it.sends).toEqual([]);
    expect(it.context().text).toBe("  \n ");
  });
});
