import { expect, test } from "vitest";
import type { WorkItem } from "#machines/wire/views.ts";
import { FakeClock, itemOf } from "../engine/testing.ts";
import { noFilter, type View } from "./rows.ts";
import { type StreamPage, Streams } from "./streams.ts";

const view: View = { stream: "mine", sort: { by: "updated", direction: "desc" }, filter: noFilter };

/** A server whose answers wait until they are given. */
function scene() {
  const clock = new FakeClock();
  const asked: { after: string | null; limit: number; give(page: StreamPage | Error): Promise<void> }[] = [];
  const streams = new Streams({
    clock,
    me: () => ({ id: "ana", queues: [] }),
    ask: ({ after, limit }) =>
      new Promise((resolve, reject) => {
        const give = async (page: StreamPage | Error) => {
          if (page instanceof Error) reject(page);
          else resolve(page);
          for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
        };
        asked.push({ after, limit, give });
      }),
  });
  streams.want(view);
  const ids = () =>
    streams
      .of(view)
      .get()
      .items.map(({ id }) => id)
      .join("");
  const shown = () => streams.of(view).get();
  return { clock, asked, streams, ids, shown };
}

const row = (id: string, updatedAt: number): WorkItem => itemOf(id, { updatedAt });
const page = (rows: WorkItem[], next: string | null = null, total = rows.length): StreamPage => ({
  rows,
  next,
  total,
});

test("a view is asked for once, and what the line tells meanwhile holds over the older answer", async () => {
  const { asked, streams, ids, shown } = scene();
  streams.want(view);
  expect(asked.length).toBe(1);
  streams.hear(row("b", 9), 0);
  streams.gone("a");
  await asked[0]?.give(page([row("a", 3), row("b", 2), row("c", 1)]));
  expect(ids()).toBe("bc");
  expect(shown()).toMatchObject({ status: "ready", total: 2 });
});

test("the next page is asked for once, from where the last one ended", async () => {
  const { asked, streams, ids, shown } = scene();
  await asked[0]?.give(page([row("a", 9), row("b", 8)], "cursor", 3));
  void streams.further(view);
  void streams.further(view);
  expect(asked.map(({ after }) => after)).toEqual([null, "cursor"]);
  streams.hear(row("b", 10), 0);
  await asked[1]?.give(page([row("c", 7)]));
  expect(ids()).toBe("bac");
  expect(shown()).toMatchObject({ next: null, total: 3, more: "idle" });
  void streams.further(view);
  expect(asked.length).toBe(2);
});

test("a page that could not be had is asked for again by hand, and the rows stay", async () => {
  const { asked, streams, ids, shown } = scene();
  await asked[0]?.give(page([row("a", 9)], "cursor", 2));
  void streams.further(view);
  await asked[1]?.give(new Error("no answer"));
  expect(shown()).toMatchObject({ status: "ready", more: "failed" });
  streams.retry(view);
  await asked[2]?.give(page([row("b", 1)]));
  expect(ids()).toBe("ab");
});

test("a first answer that failed says so, and is asked for again by hand", async () => {
  const { asked, streams, ids, shown } = scene();
  await asked[0]?.give(new Error("no answer"));
  expect(shown().status).toBe("failed");
  streams.retry(view);
  expect(shown().status).toBe("loading");
  await asked[1]?.give(page([row("a", 1)]));
  expect(ids()).toBe("a");
});

test("after the line was cut for long all is read afresh, as far down as it was, until there is an answer", async () => {
  const { asked, clock, streams, ids } = scene();
  await asked[0]?.give(page([row("a", 9), row("b", 8)]));
  streams.again();
  await asked[1]?.give(new Error("no answer"));
  expect(ids()).toBe("ab");
  clock.advance(2_000);
  await asked[2]?.give(page([row("c", 10)]));
  expect(ids()).toBe("c");
});

test("what comes behind the last row asks for the count alone, once for many", async () => {
  const { asked, clock, streams, shown } = scene();
  await asked[0]?.give(page([row("a", 9)], "cursor", 5));
  streams.hear(row("x", 1), 0);
  streams.hear(row("y", 2), 0);
  clock.advance(1_000);
  expect(asked.length).toBe(2);
  expect(asked[1]).toMatchObject({ after: null, limit: 1 });
  await asked[1]?.give(page([row("a", 9)], "cursor", 7));
  expect(shown().total).toBe(7);
});

test("rows that came with the page are not asked for again", () => {
  const { asked, streams } = scene();
  const other: View = { ...view, stream: "closed", sort: { by: "closed", direction: "desc" } };
  streams.seed(other, page([row("z", 1)]));
  streams.want(other);
  expect(asked.length).toBe(1);
  expect(streams.of(other).get().status).toBe("ready");
});
