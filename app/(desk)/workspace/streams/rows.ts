import type { DashboardStream, Stream, StreamSort } from "#machines/wire/records.ts";
import type { ConversationState, Me, WorkItem } from "#machines/wire/views.ts";
import { fold, hasWords } from "#ui/fold.ts";

/**
 * The rows of one stream of work items, as far as they were read, and how they follow what the line tells:
 * the same membership, order and filters as the server's pages (`db/repositories/pages.ts`).
 */

export type Sort = DashboardStream["sort"];
export type Filter = {
  text: string;
  state: ConversationState | null;
  channel: "web" | "sms" | null;
  workstream: string | null;
};
export type View = { stream: Stream; sort: Sort; filter: Filter };

export const noFilter: Filter = { text: "", state: null, channel: null, workstream: null };
export const isFiltered = ({ text, state, channel, workstream }: Filter): boolean =>
  text.trim() !== "" || state !== null || channel !== null || workstream !== null;

/** Where a row stands in a sort. */
type Place = { value: string | number; id: string };

export type Rows = {
  items: readonly WorkItem[];
  /** The cursor of the next page; null when all are here. */
  next: string | null;
  /** The last place that was read: what stands behind it is not here. null while all are. */
  edge: Place | null;
  /** How many there are; counted up to `COUNTED`. */
  total: number;
};

/** The server counts so far. */
export const COUNTED = 1_000;
const CLOSED_SHOWN_MS = 7 * 24 * 60 * 60 * 1_000;
const SPAN = 10_000_000_000_000;
const NEVER = Number.MAX_SAFE_INTEGER;

function sortValue(item: WorkItem, by: StreamSort): string | number {
  switch (by) {
    case "line":
      return item.createdAt - (item.first ? SPAN : 0);
    case "updated":
      return item.updatedAt;
    case "created":
      return item.createdAt;
    case "closed":
      return item.closedAt ?? NEVER;
    case "waiting":
      return item.waitingSince ?? NEVER;
    case "workstream":
      return item.workstream;
    case "customer":
      return item.customer.kind === "contact"
        ? `a${fold(item.customer.name)}`
        : `b${String(item.customer.number).padStart(10, "0")}`;
  }
}

const placeOf = (item: WorkItem, sort: Sort): Place => ({ value: sortValue(item, sort.by), id: item.id });

function compare(a: Place, b: Place, { direction }: Sort): number {
  const ascending =
    a.value === b.value ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.value < b.value ? -1 : 1;
  return direction === "asc" ? ascending : -ascending;
}

/** Does this conversation belong to the stream of this person, whatever is filtered? */
function inStream(stream: Stream, item: WorkItem, me: Pick<Me, "id" | "queues">, now: number): boolean {
  if (stream === "open")
    return (item.state === "queued" || item.state === "offered") && me.queues.includes(item.queue.id);
  if (stream === "closed")
    return (
      item.state === "ended" && item.owner?.id === me.id && (item.closedAt ?? 0) >= now - CLOSED_SHOWN_MS
    );
  if (item.state === "waiting") return item.affinity === me.id;
  return (item.state === "active" || item.state === "wrapUp") && item.owner?.id === me.id;
}

/** The text apart, which the server judges by more than a row shows. */
const passes = ({ state, channel, workstream }: Filter, item: WorkItem): boolean =>
  (state === null || item.state === state) &&
  (channel === null || item.channel === channel) &&
  (workstream === null || item.workstream === workstream);

function says(item: WorkItem, text: string): boolean {
  const { customer, account, case: about } = item;
  const name = customer.kind === "contact" ? customer.name : String(customer.number);
  return [name, account?.name, about && `${about.number} ${about.title}`].some(
    (part) => typeof part === "string" && hasWords(part, text),
  );
}

/** The first row of a page as it was read, and where it ends. */
export function rowsOf(
  page: { rows: readonly WorkItem[]; next: string | null; total: number },
  sort: Sort,
): Rows {
  const last = page.rows.at(-1);
  return {
    items: page.rows,
    next: page.next,
    edge: page.next !== null && last ? placeOf(last, sort) : null,
    total: page.next === null ? page.rows.length : page.total,
  };
}

/** The next page behind what is here. A row that moved meanwhile stands once, where it is now. */
export function withPage(
  rows: Rows,
  page: { rows: readonly WorkItem[]; next: string | null; total: number },
  sort: Sort,
): Rows {
  const behind = rowsOf(page, sort);
  const fresh = new Set(page.rows.map((item) => item.id));
  const items = [...rows.items.filter((item) => !fresh.has(item.id)), ...page.rows];
  items.sort((a, b) => compare(placeOf(a, sort), placeOf(b, sort), sort));
  return { ...behind, items, total: page.next === null ? items.length : page.total };
}

export type Change = {
  rows: Rows;
  /** What changed stands where nothing is known yet: the count has to be asked again. */
  uncounted: boolean;
};

/** One conversation changed, came or went: its row is changed, moved, put in or taken out. */
export function withItem(
  rows: Rows,
  view: View,
  item: WorkItem,
  me: Pick<Me, "id" | "queues">,
  now: number,
): Change {
  const { sort, filter, stream } = view;
  const at = rows.items.findIndex((each) => each.id === item.id);
  const known = at >= 0;
  const belongs =
    inStream(stream, item, me, now) &&
    passes(filter, item) &&
    (known || filter.text.trim() === "" || says(item, filter.text));
  if (!belongs)
    return known ? { rows: without(rows, item.id), uncounted: false } : { rows, uncounted: false };
  const place = placeOf(item, sort);
  const here = rows.edge === null || compare(place, rows.edge, sort) <= 0;
  if (!here) {
    if (!known) return { rows, uncounted: rows.total < COUNTED };
    // It moved behind what was read, and is still one of them.
    return { rows: { ...without(rows, item.id), total: rows.total }, uncounted: false };
  }
  const others = known ? rows.items.filter((each) => each.id !== item.id) : rows.items;
  const index = indexFor(others, place, sort);
  const items = [...others.slice(0, index), item, ...others.slice(index)];
  if (known) return { rows: { ...rows, items }, uncounted: false };
  // What comes from behind the edge was counted already; only the server can tell it from what is new.
  if (rows.next === null) return { rows: { ...rows, items, total: items.length }, uncounted: false };
  return {
    rows: { ...rows, items, total: Math.min(COUNTED, rows.total + 1) },
    uncounted: rows.total < COUNTED,
  };
}

export function without(rows: Rows, id: string): Rows {
  const items = rows.items.filter((item) => item.id !== id);
  if (items.length === rows.items.length) return rows;
  const counted =
    rows.next !== null && rows.total >= COUNTED ? COUNTED : Math.max(items.length, rows.total - 1);
  return { ...rows, items, total: rows.next === null ? items.length : counted };
}

/** The first index whose row stands behind this place, by halves. */
function indexFor(items: readonly WorkItem[], place: Place, sort: Sort): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = items[middle];
    if (other && compare(placeOf(other, sort), place, sort) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
