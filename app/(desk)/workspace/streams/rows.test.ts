import { expect, test } from "vitest";
import type { WorkItem } from "#machines/wire/views.ts";
import { itemOf } from "../engine/testing.ts";
import { noFilter, type Rows, rowsOf, type View, withItem, without, withPage } from "./rows.ts";

const me = { id: "ana", queues: ["general"] };
const NOW = 10_000_000_000;

/** Nobody's, in the line. */
const item = (id: string, change: Partial<WorkItem> = {}): WorkItem =>
  itemOf(id, { state: "queued", owner: null, createdAt: 100, updatedAt: 100, ...change });

const view = (change: Partial<View> = {}): View => ({
  stream: "open",
  sort: { by: "line", direction: "asc" },
  filter: noFilter,
  ...change,
});
const page = (rows: WorkItem[], next: string | null = null, total = rows.length) => ({ rows, next, total });
const ids = ({ items }: Rows) => items.map(({ id }) => id).join("");
const line = [item("a", { createdAt: 1 }), item("b", { createdAt: 2 }), item("c", { createdAt: 3 })];

test("a row that comes stands where its sort has it, one that goes first in line before all", () => {
  const rows = rowsOf(page(line), view().sort);
  expect(ids(withItem(rows, view(), item("x", { createdAt: 2, state: "offered" }), me, NOW).rows)).toBe(
    "abxc",
  );
  const first = withItem(rows, view(), item("x", { createdAt: 9, first: true }), me, NOW).rows;
  expect(ids(first)).toBe("xabc");
  expect(first.total).toBe(4);
});

test("a row that changed its place moves, and one that belongs here no more goes", () => {
  const newest = view({ sort: { by: "updated", direction: "desc" } });
  const rows = rowsOf(
    page([item("c", { updatedAt: 3 }), item("b", { updatedAt: 2 }), item("a", { updatedAt: 1 })]),
    newest.sort,
  );
  const moved = withItem(rows, newest, item("a", { updatedAt: 9 }), me, NOW).rows;
  expect(ids(moved)).toBe("acb");
  expect(moved.total).toBe(3);
  const taken = withItem(
    moved,
    newest,
    item("c", { state: "active", owner: { id: "brais", name: "B" } }),
    me,
    NOW,
  );
  expect(ids(taken.rows)).toBe("ab");
  expect(taken.rows.total).toBe(2);
  const elsewhere = withItem(taken.rows, newest, item("a", { queue: { id: "other", name: "O" } }), me, NOW);
  expect(ids(elsewhere.rows)).toBe("b");
});

test("what stands behind the last page read is not put in, and asks for the count", () => {
  const rows = rowsOf(page(line, "cursor", 40), view().sort);
  const behind = withItem(rows, view(), item("x", { createdAt: 4 }), me, NOW);
  expect(behind.rows).toBe(rows);
  expect(behind.uncounted).toBe(true);
  const newest = view({ sort: { by: "updated", direction: "desc" } });
  const some = rowsOf(
    page([item("b", { updatedAt: 5 }), item("a", { updatedAt: 4 })], "cursor", 40),
    newest.sort,
  );
  const back = withItem(some, newest, item("b", { updatedAt: 1 }), me, NOW).rows;
  expect(ids(back)).toBe("a");
  expect(back.total).toBe(40);
});

test("the next page goes on behind, and a row that moved meanwhile stands once", () => {
  const rows = rowsOf(page(line, "cursor", 5), view().sort);
  const more = withPage(rows, page([item("d", { createdAt: 4 }), item("e", { createdAt: 5 })]), view().sort);
  expect(ids(more)).toBe("abcde");
  expect(more.total).toBe(5);
  const again = withPage(rows, page([item("a", { createdAt: 6 })], "more", 900), view().sort);
  expect(ids(again)).toBe("bca");
  expect(again.total).toBe(900);
});

test("filters hold for what comes; a name is found without its accents", () => {
  const named = (id: string, name: string) => item(id, { customer: { kind: "contact", id: `p${id}`, name } });
  const sms = view({ filter: { ...noFilter, channel: "sms" } });
  const none = rowsOf(page([]), sms.sort);
  expect(ids(withItem(none, sms, item("a"), me, NOW).rows)).toBe("");
  expect(ids(withItem(none, sms, item("a", { channel: "sms" }), me, NOW).rows)).toBe("a");
  const text = view({ filter: { ...noFilter, text: "rosalia" } });
  expect(ids(withItem(none, text, named("a", "Rosalía Castro"), me, NOW).rows)).toBe("a");
  expect(ids(withItem(none, text, named("a", "Kenny Smith"), me, NOW).rows)).toBe("");
});

test("customers are sorted by name without accents, then visitors by number", () => {
  const by = view({ stream: "mine", sort: { by: "customer", direction: "asc" } });
  const mine = { state: "active", owner: { id: "ana", name: "Ana" } } as const;
  let rows = rowsOf(page([]), by.sort);
  const customers: [string, WorkItem["customer"]][] = [
    ["2", { kind: "visitor", id: "v", number: 10 }],
    ["1", { kind: "visitor", id: "w", number: 9 }],
    ["b", { kind: "contact", id: "q", name: "Ángel" }],
    ["a", { kind: "contact", id: "p", name: "ana" }],
  ];
  for (const [id, customer] of customers)
    rows = withItem(rows, by, item(id, { ...mine, customer }), me, NOW).rows;
  expect(ids(rows)).toBe("ab12");
});

test("closed ones are one's own of the last seven days, and what is parked is with whom it waits for", () => {
  const closed = view({ stream: "closed", sort: { by: "closed", direction: "desc" } });
  const mine = view({ stream: "mine", sort: { by: "updated", direction: "desc" } });
  const ended = item("a", { state: "ended", owner: { id: "ana", name: "Ana" }, closedAt: NOW - 1 });
  const none = rowsOf(page([]), closed.sort);
  expect(ids(withItem(none, closed, ended, me, NOW).rows)).toBe("a");
  expect(ids(withItem(none, closed, { ...ended, closedAt: NOW - 8 * 86_400_000 }, me, NOW).rows)).toBe("");
  expect(ids(withItem(none, mine, item("a", { state: "waiting", affinity: "ana" }), me, NOW).rows)).toBe("a");
  expect(ids(withItem(none, mine, item("a", { state: "waiting", affinity: "brais" }), me, NOW).rows)).toBe(
    "",
  );
});

test("what nobody may read any more goes, and counting stops where the server's does", () => {
  const rows = rowsOf(page(line, "cursor", 1_000), view().sort);
  expect(without(rows, "b")).toMatchObject({ total: 1_000 });
  expect(without(rows, "z")).toBe(rows);
  expect(without(rowsOf(page(line), view().sort), "b")).toMatchObject({ total: 2 });
});
