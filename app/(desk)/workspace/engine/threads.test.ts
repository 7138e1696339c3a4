import { describe, expect, it } from "vitest";
import type { MessageView, Side } from "#machines/wire/views.ts";
import {
  arrived,
  at,
  fetched,
  firstUnread,
  missing,
  newerThan,
  newest,
  noThread,
  type Thread,
  trimmed,
} from "./threads.ts";

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
/** As after the first answer: the newest 100 of so many. */
const opened = (last: number): Thread => {
  const from = Math.max(1, last - 99);
  return newest(noThread, { messages: range(from, last), more: from > 1 });
};
const held = (thread: Thread) => {
  const seqs: number[] = [];
  for (let seq = 1; seq <= thread.last; seq += 1) if (at(thread, seq)) seqs.push(seq);
  return seqs;
};
const take = (thread: Thread, next: { from: number; to: number } | null) => {
  if (!next) throw new Error("nothing is missing");
  const to = Math.min(next.to, thread.last);
  return fetched(thread, range(next.from, to), { from: next.from, to });
};

describe("a thread", () => {
  it("begins with the newest messages, and knows how many there are", () => {
    const thread = opened(1_010);
    expect(thread).toMatchObject({ status: "ready", last: 1_010 });
    expect(held(thread)).toEqual(range(911, 1_010).map(({ seq }) => seq));
    expect(missing(thread, 951, 1_010)).toBeNull();
    expect(newest(noThread, { messages: [], more: false })).toMatchObject({ status: "ready", last: 0 });
    expect(missing(opened(7), 1, 7)).toBeNull();
  });

  it("takes what comes live at its end, also into a page that nobody asked for", () => {
    let thread = opened(100);
    thread = arrived(thread, [message(102), message(101)]);
    expect(held(thread)).toHaveLength(102);
    expect(missing(thread, 1, 102)).toBeNull();
    expect(arrived(thread, [message(101)])).toMatchObject({ last: 102 });
  });

  it("leaves alone what was never asked for, and keeps what comes while the first page is being read", () => {
    expect(arrived(noThread, [message(5)])).toBe(noThread);
    const loading = arrived({ ...noThread, status: "loading" }, [message(8)]);
    const thread = newest(loading, { messages: range(1, 7), more: false });
    expect(held(thread)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(missing(thread, 1, 8)).toBeNull();
  });

  it("asks again for the page in which a live message was missed", () => {
    const thread = arrived(opened(120), [message(124)]);
    expect(missing(thread, 101, 124)).toEqual({ from: 101, to: 150 });
    const whole = take(thread, missing(thread, 100, 124));
    expect(missing(whole, 101, 124)).toBeNull();
    expect(held(whole).at(-2)).toBe(123);
  });

  it("asks for whole pages side by side, four at most, the nearest to the middle first", () => {
    const thread = opened(10_000);
    expect(missing(thread, 5_001, 5_020)).toEqual({ from: 5_001, to: 5_050 });
    const wide = missing(thread, 4_851, 5_150);
    expect(wide).toEqual({ from: 4_851, to: 5_050 });
    const after = take(thread, wide);
    expect(missing(after, 4_851, 5_050)).toBeNull();
    expect(missing(after, 4_851, 5_150)).toEqual({ from: 5_051, to: 5_150 });
    expect(missing(thread, -150, 30)).toEqual({ from: 1, to: 50 });
  });

  it("puts older ones before without touching what is there", () => {
    const thread = opened(200);
    const both = take(thread, missing(thread, 51, 200));
    expect(held(both)).toEqual(range(51, 200).map(({ seq }) => seq));
    expect(at(both, 150)).toBe(at(thread, 150));
  });

  it("does not take a message that is gone from the server for one that must be asked for again", () => {
    const thread = opened(200);
    const answer = range(1, 100).filter(({ seq }) => seq !== 40 && seq !== 100);
    expect(missing(fetched(thread, answer, { from: 1, to: 100 }), 1, 200)).toBeNull();
  });

  it("is bounded: what is far from the eye is let go, but never the end", () => {
    let thread = opened(100_000);
    for (let from = 99_801; from > 0; from -= 200) {
      thread = trimmed(take(thread, missing(thread, from, from + 199)), from, from + 199);
      expect(thread.pages.size).toBeLessThanOrEqual(4 + 2 * 4 + 2);
    }
    expect(at(thread, 1)?.text).toBe("1");
    expect(at(thread, 50_000)).toBeNull();
    expect(at(thread, 100_000)?.text).toBe("100000");
    expect(missing(thread, 49_900, 50_000)).toEqual({ from: 49_851, to: 50_000 });
    const less = trimmed(thread, 1, 50);
    expect(trimmed(less, 1, 50)).toBe(less);
  });

  it("finds where the unread ones begin, counting the customer's alone", () => {
    const list = [message(1), message(2), message(3, "agent"), message(4)];
    const thread = newest(noThread, { messages: list, more: false });
    expect(firstUnread(thread, 4, 2)).toBe(2);
    expect(firstUnread(thread, 4, 0)).toBeNull();
    expect(firstUnread(thread, 4, 9)).toBe(1);
    expect(firstUnread(thread, 2, 1)).toBe(2);
    expect(firstUnread(opened(1_000), 1_000, 300)).toBeNull();
  });

  it("counts what the customer wrote since the end was left", () => {
    const thread = arrived(opened(10), [message(11), message(12, "agent"), message(13)]);
    expect(newerThan(thread, 10)).toBe(2);
    expect(newerThan(thread, 13)).toBe(0);
  });
});
