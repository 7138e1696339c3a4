import { expect, it } from "vitest";
import type { MessageView } from "#machines/wire/views.ts";
import type { Api, Page } from "./api.ts";
import { Threads } from "./threadStore.ts";
import { at } from "./threads.ts";

const message = (seq: number): MessageView => ({
  id: `m${seq}`,
  conversation: "c",
  seq,
  side: "customer",
  author: null,
  text: `${seq}`,
  notice: null,
  at: seq,
});

/** A server with so many messages; each answer waits until it is let go. */
function server(last: number) {
  const asked: { before: number; limit: number; answer: (fault?: Error) => void }[] = [];
  const messages: Api["messages"] = (_, before = last + 1, limit = 50) =>
    new Promise<Page>((resolve, reject) => {
      const to = Math.min(last, before - 1);
      const from = Math.max(1, to - limit + 1);
      const list = Array.from({ length: Math.max(0, to - from + 1) }, (__, index) => message(from + index));
      asked.push({
        before,
        limit,
        answer: (fault) => (fault ? reject(fault) : resolve({ messages: list, more: from > 1 })),
      });
    });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    threads: new Threads({ messages }),
    asked,
    /** Answers the oldest question, and lets what follows from it happen. */
    async answer(fault?: Error) {
      asked.shift()?.answer(fault);
      await settle();
    },
  };
}

it("reads the newest, and what stands around the place that was being read, at once", async () => {
  const { threads, asked, answer } = server(10_000);
  void threads.need("c", 4_000);
  void threads.need("c", 4_000);
  expect(asked.map(({ before, limit }) => [before, limit])).toEqual([
    [10_001, 100],
    [4_051, 150],
  ]);
  await answer();
  expect(threads.of("c").status).toBe("loading");
  await answer();
  expect(threads.of("c").status).toBe("ready");
  expect(at(threads.of("c"), 4_000)?.text).toBe("4000");
  expect(at(threads.of("c"), 10_000)?.text).toBe("10000");
});

it("asks one question at a time, and skips what a fast scroll has passed", async () => {
  const { threads, asked, answer } = server(10_000);
  void threads.need("c");
  await answer();
  threads.want("c", 8_000, 8_020);
  threads.want("c", 5_000, 5_020);
  threads.want("c", 1, 20);
  expect(asked).toHaveLength(1);
  await answer();
  expect(asked.map(({ before }) => before)).toEqual([201]);
  await answer();
  expect(asked).toEqual([]);
  expect(at(threads.of("c"), 1)?.text).toBe("1");
  expect(at(threads.of("c"), 5_000)).toBeNull();
});

it("tells what could not be had, and asks again when the line is back", async () => {
  const { threads, asked, answer } = server(10_000);
  void threads.need("c");
  await answer(new Error("no line"));
  expect(threads.of("c").status).toBe("failed");
  threads.again();
  await answer();
  expect(threads.of("c").status).toBe("ready");
  threads.want("c", 100, 120);
  await answer(new Error("no line"));
  expect(threads.missed.get()).toEqual({ c: true });
  threads.again();
  expect(asked).toHaveLength(1);
  while (asked.length > 0) await answer();
  expect(threads.missed.get()).toEqual({});
  expect(at(threads.of("c"), 110)?.text).toBe("110");
});

it("asks for what came while the log had a gap", async () => {
  const { threads, asked, answer } = server(10_000);
  threads.arrived([message(9_000)]);
  expect(asked).toEqual([]);
  void threads.need("c");
  await answer();
  threads.want("c", 9_990, 10_000);
  while (asked.length > 0) await answer();
  threads.arrived([message(10_003)]);
  expect(asked.map(({ before }) => before)).toEqual([10_051]);
  await answer();
  threads.refresh();
  expect(threads.of("c").status).toBe("loading");
  expect(asked.map(({ limit }) => limit)).toEqual([100]);
});
