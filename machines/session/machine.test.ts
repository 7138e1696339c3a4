import { describe, expect, it } from "vitest";
import { type AnyMachineSnapshot, createActor } from "xstate";
import { chartSuite } from "#machines/testing/suite.ts";
import type { SessionEvent } from "./events.ts";
import { type SessionInput, session } from "./machine.ts";

const input: SessionInput = { id: "conversation:1", kind: "conversation", subject: "1", unread: 0 };

const events: SessionEvent[] = [
  { type: "session.loaded" },
  { type: "session.focused" },
  { type: "session.blurred" },
  { type: "message.arrived" },
  { type: "unread.counted", unread: 0 },
  { type: "unread.counted", unread: 12 },
  { type: "mood.fell" },
  { type: "mood.rose" },
  { type: "draft.changed", field: "composer" },
  { type: "draft.changed", field: "title" },
  { type: "draft.saved", field: "composer" },
  { type: "conversation.gone", reason: "transferred" },
  { type: "conversation.regained" },
  { type: "session.close" },
  { type: "close.confirmed" },
  { type: "close.cancelled" },
  { type: "close.refused", reason: "conflict" },
  { type: "session.closed" },
];

const key = ({ value, context }: AnyMachineSnapshot) =>
  JSON.stringify([value, context.unsaved, context.deferred.length > 0]);

chartSuite(session, { input, events, key, decidedBy: "browser", ends: true });

function open(...then: SessionEvent[]) {
  const actor = createActor(session, { input }).start();
  for (const event of [{ type: "session.loaded" } as const, ...then]) actor.send(event);
  return actor;
}
const held = (...then: SessionEvent[]) => open(...then).getSnapshot();
const regions = (...then: SessionEvent[]) => {
  const { value } = held(...then);
  return typeof value === "object" ? value.open : value;
};

const message: SessionEvent = { type: "message.arrived" };
const focused: SessionEvent = { type: "session.focused" };
const blurred: SessionEvent = { type: "session.blurred" };
const fell: SessionEvent = { type: "mood.fell" };
const close: SessionEvent = { type: "session.close" };

describe("unread", () => {
  it("counts behind, and nothing in front", () => {
    expect(held(message, message).context.unread).toBe(2);
    expect(held(focused, message).context.unread).toBe(0);
  });
  it("is cleared by looking, and counted again after", () => {
    expect(held(message, focused).context.unread).toBe(0);
    expect(held(message, focused, blurred, message).context.unread).toBe(1);
  });
  it("follows the server's count", () => {
    expect(held(message, { type: "unread.counted", unread: 12 }).context.unread).toBe(12);
    expect(regions(message, { type: "unread.counted", unread: 0 })).toMatchObject({ unread: "none" });
  });
  it("begins with what was there", () => {
    const actor = createActor(session, { input: { ...input, unread: 3 } }).start();
    actor.send({ type: "session.loaded" });
    expect(actor.getSnapshot().value).toMatchObject({ open: { unread: "some" } });
    expect(actor.getSnapshot().context.unread).toBe(3);
  });
});

describe("mood", () => {
  it("alerts behind alone", () => {
    expect(regions(fell)).toMatchObject({ mood: "urgent" });
    expect(regions(focused, fell)).toMatchObject({ mood: "calm" });
  });
  it("is not raised again by leaving; the next such message does", () => {
    expect(regions(fell, focused, blurred)).toMatchObject({ mood: "calm" });
    expect(regions(fell, focused, blurred, fell)).toMatchObject({ mood: "urgent" });
  });
  it("goes when the grade rises", () => {
    expect(regions(fell, { type: "mood.rose" })).toMatchObject({ mood: "calm" });
  });
});

describe("work", () => {
  it("is clean when every field is", () => {
    const both: SessionEvent[] = [
      { type: "draft.changed", field: "composer" },
      { type: "draft.changed", field: "title" },
    ];
    expect(held(...both).context.unsaved).toEqual(["composer", "title"]);
    expect(regions(...both, { type: "draft.saved", field: "title" })).toMatchObject({ work: "unsaved" });
    expect(
      regions(...both, { type: "draft.saved", field: "title" }, { type: "draft.saved", field: "composer" }),
    ).toMatchObject({ work: "clean" });
  });
});

describe("standing", () => {
  it("says why it is not theirs any more, and comes back", () => {
    const gone: SessionEvent = { type: "conversation.gone", reason: "closedBySupervisor" };
    expect(held(gone).context.gone).toBe("closedBySupervisor");
    expect(regions(gone)).toMatchObject({ standing: "gone" });
    expect(held(gone, { type: "conversation.regained" }).context.gone).toBeNull();
  });
});

describe("closing", () => {
  it("asks, and on cancel is as it was, with what happened meanwhile", () => {
    const actor = open({ type: "draft.changed", field: "composer" }, fell, close);
    expect(actor.getSnapshot().value).toBe("confirming");
    actor.send(message);
    actor.send({ type: "draft.changed", field: "title" });
    actor.send({ type: "close.cancelled" });
    expect(actor.getSnapshot().value).toEqual({
      open: { focus: "behind", unread: "some", mood: "urgent", work: "unsaved", standing: "mine" },
    });
    expect(actor.getSnapshot().context).toMatchObject({
      unread: 1,
      unsaved: ["composer", "title"],
      deferred: [],
    });
  });
  it("asks the server once, and goes when the log says so", () => {
    const asked: string[] = [];
    const wired = session.provide({ actions: { requestClose: (_, params) => asked.push(params.session) } });
    const actor = createActor(wired, { input }).start();
    for (const event of [{ type: "session.loaded" } as const, close, { type: "close.confirmed" } as const]) {
      actor.send(event);
    }
    expect(asked).toEqual(["conversation:1"]);
    expect(actor.getSnapshot().value).toBe("closing");
    actor.send({ type: "session.closed" });
    expect(actor.getSnapshot()).toMatchObject({ status: "done", output: { id: "conversation:1" } });
  });
  it("stays open with the reason when it is refused", () => {
    const { context } = held(
      close,
      { type: "close.confirmed" },
      { type: "close.refused", reason: "conflict" },
    );
    expect(context.reason).toBe("conflict");
    expect(regions(close, { type: "close.confirmed" }, { type: "close.refused", reason: "x" })).toMatchObject(
      {
        focus: "behind",
      },
    );
  });
  it("follows another window at any time", () => {
    expect(held({ type: "session.closed" }).status).toBe("done");
    expect(held(close, { type: "session.closed" }).status).toBe("done");
  });
});
