import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf, viewOf } from "../testing/fakes.ts";
import {
  agentOf,
  type ChatEvent,
  type ChatState,
  head,
  initial,
  mayEnd,
  next,
  type Outgoing,
  underway,
  unread,
} from "./state.ts";

const reached = (...events: ChatEvent[]): ChatState => events.reduce(next, initial);
const out = (id: string, at: number, state: Outgoing["state"] = "pending"): Outgoing => ({
  id,
  text: id,
  at,
  state,
});
const queued = (...messages: Outgoing[]): ChatEvent => ({ type: "message.queued", messages });
const ok = (id: string): ChatEvent => ({ type: "message.answered", id, reply: { ok: true, data: null } });
const received = (messages = [messageOf(1)], view = viewOf()): ChatEvent => ({
  type: "view.received",
  view,
  messages,
});

describe("the outbox", () => {
  test("goes from pending to sent, and leaves when the transcript has it", () => {
    const sent = reached(received(), queued(out("a", 1)), ok("a"));
    expect(sent.outbox).toEqual([{ ...out("a", 1), state: "sent" }]);
    const shown = next(sent, received([messageOf(2, { id: "a", side: "customer" })]));
    expect(shown.outbox).toEqual([]);
    expect(shown.messages.map(({ id }) => id)).toEqual(["m1", "a"]);
  });

  test("a refusal fails it, a refusal that may pass leaves it pending", () => {
    const refuse = (retryable: boolean): ChatEvent => ({
      type: "message.answered",
      id: "a",
      reply: { ok: false, code: "BAD_REQUEST", message: "x", retryable },
    });
    expect(reached(queued(out("a", 1)), refuse(false)).outbox[0]).toMatchObject({
      state: "failed",
      code: "BAD_REQUEST",
    });
    expect(reached(queued(out("a", 1)), refuse(true)).outbox[0]?.state).toBe("pending");
  });

  test("a failed one does not hold the next, and is retried behind it under another id", () => {
    const state = reached(queued(out("a", 1, "failed"), out("b", 2)));
    expect(head(state)?.id).toBe("b");
    const retried = next(state, { type: "message.retried", id: "a", as: out("c", 3) });
    expect(retried.outbox.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  test("what a closed tab left takes its place by time, and none twice", () => {
    const state = reached(
      received([messageOf(1, { id: "x" })]),
      queued(out("b", 2)),
      queued(out("a", 1), out("b", 2), out("x", 0)),
    );
    expect(state.outbox.map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("a fresh conversation", () => {
  const state = reached(
    received(),
    { type: "typing.received", on: true },
    queued(out("sent", 1, "sent"), out("waits", 2), out("failed", 3, "failed")),
    received([messageOf(1, { id: "n1", conversation: "c2" })], viewOf({ conversation: "c2" })),
  );

  test("clears what belonged to the former, but for what waits or failed", () => {
    expect(state.messages.map(({ id }) => id)).toEqual(["n1"]);
    expect(state.outbox.map(({ id }) => id)).toEqual(["waits", "failed"]);
    expect(state.typing).toBe(false);
  });

  test("takes no message of another one", () => {
    expect(next(state, received([messageOf(2)], viewOf({ conversation: "c2" }))).messages).toHaveLength(1);
  });
});

describe("unread", () => {
  test("counts the agents' messages since the chat was last in sight", () => {
    const hidden = reached(
      received([messageOf(1), messageOf(2, { side: "customer" }), messageOf(3, { side: "system" })]),
    );
    expect(unread(hidden)).toBe(1);
    const seen = next(hidden, { type: "shown.changed", shown: true });
    expect(unread(seen)).toBe(0);
    expect(seen.read).toEqual({ conversation: "c1", seq: 3 });
    const away = next(next(seen, { type: "shown.changed", shown: false }), received([messageOf(4)]));
    expect(unread(away)).toBe(1);
  });

  test("another tab's reading counts, an older one does not", () => {
    const hidden = reached(received([messageOf(1), messageOf(2)]));
    const read = next(hidden, { type: "read.received", read: { conversation: "c1", seq: 2 } });
    expect(unread(read)).toBe(0);
    expect(next(read, { type: "read.received", read: { conversation: "c1", seq: 1 } })).toBe(read);
  });
});

test("a notice names the agent who writes after it, else the one who has the chat", () => {
  const joined = messageOf(1, { side: "system", notice: "agentJoined", author: null });
  expect(agentOf(reached(received([joined], viewOf({ agent: "Brais" }))), 1)).toBe("Brais");
  const wrote = reached(received([joined, messageOf(2, { author: "Ana" })], viewOf({ agent: "Brais" })));
  expect(agentOf(wrote, 1)).toBe("Ana");
});

test("only what failed can be dropped", () => {
  const state = reached(queued(out("a", 1, "failed"), out("b", 2)));
  const dropped = ["a", "b"].reduce((now, id) => next(now, { type: "message.discarded", id }), state);
  expect(dropped.outbox.map(({ id }) => id)).toEqual(["b"]);
});

test("ending is for a live chat that goes on", () => {
  const may = (view: Parameters<typeof viewOf>[0]) => mayEnd(reached(received([], viewOf(view))));
  expect(may({})).toBe(true);
  expect(may({ state: "active" })).toBe(true);
  expect(may({ state: "wrapUp" })).toBe(false);
  expect(may({ state: "ended" })).toBe(false);
  expect(may({ conversation: null, state: null })).toBe(false);
  expect(may({ chart: "persistentChat" })).toBe(false);
});

test("the chat is loaded ahead only while something is under way", () => {
  expect(underway(initial)).toBe(false);
  expect(underway(reached(received()))).toBe(true);
  expect(underway(reached(received([], viewOf({ state: "ended" }))))).toBe(false);
  expect(underway(reached(queued(out("a", 1))))).toBe(true);
});

test("typing ends with the agent's message and with the line", () => {
  const typing = reached(received(), { type: "typing.received", on: true });
  expect(next(typing, received([messageOf(2)])).typing).toBe(false);
  expect(next(typing, { type: "line.changed", line: "reconnecting" }).typing).toBe(false);
});

test("frames in any order, doubled: the transcript is by seq, and each message once", () => {
  const frames = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 20 });
  fc.assert(
    fc.property(frames, (seqs) => {
      const state = reached(...seqs.map((seq) => received([messageOf(seq)])));
      expect(state.messages.map(({ seq }) => seq)).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }),
  );
});
