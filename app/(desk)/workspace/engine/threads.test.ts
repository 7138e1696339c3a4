import { describe, expect, it } from "vitest";
import type { MessageView, Side } from "#machines/wire/views.ts";
import { arrived, firstUnread, hole, loaded, merge, noThread, older, type Thread } from "./threads.ts";

const message = (seq: number, side: Side = "customer"): MessageView => ({
  id: `m${seq}`,
  conversation: "c",
  seq,
  side,
  author: null,
  text: `${seq}`,
  notice: null,
  at: seq,
});
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const ready = (from: number, to: number, more = true): Thread => ({
  messages: range(from, to),
  more,
  status: "ready",
});
const seqs = (thread: Thread) => thread.messages.map((m) => m.seq);

describe("a thread", () => {
  it("joins each message once, in order", () => {
    expect(merge(range(3, 5), [message(6), message(5), message(2)]).map((m) => m.seq)).toEqual([
      2, 3, 4, 5, 6,
    ]);
    expect(hole(range(1, 4))).toBeNull();
    expect(hole([message(1), message(3)])).toBe(1);
  });

  it("asks to be read afresh when a message is missing between", () => {
    expect(arrived(ready(1, 3), [message(4)]).status).toBe("ready");
    expect(arrived(ready(1, 3), [message(5)]).status).toBe("absent");
    expect(arrived(noThread, [message(5)])).toBe(noThread);
  });

  it("keeps what is older when the newest page joins it, and drops it when there is a hole", () => {
    expect(seqs(loaded(ready(1, 5, false), { messages: range(4, 8), more: true }))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    expect(loaded(ready(1, 5, false), { messages: range(4, 8), more: true }).more).toBe(false);
    expect(seqs(loaded(ready(1, 2), { messages: range(6, 8), more: true }))).toEqual([6, 7, 8]);
  });

  it("puts older ones before", () => {
    const thread = older(ready(4, 6), { messages: range(1, 3), more: false });
    expect(seqs(thread)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(thread.more).toBe(false);
  });

  it("finds where the unread ones begin, counting the customer's alone", () => {
    const messages = [message(1), message(2), message(3, "agent"), message(4)];
    expect(firstUnread(messages, 2)).toBe(2);
    expect(firstUnread(messages, 0)).toBeNull();
    expect(firstUnread(messages, 9)).toBe(1);
  });
});
