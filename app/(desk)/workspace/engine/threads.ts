import type { MessageView } from "#machines/wire/views.ts";

/** Messages are fetched, kept and dropped by pages of so many: the first page has the seqs 1 to 50. */
export const PAGE = 50;
/** So many pages are asked for at once at most; the server gives 200 messages an answer. */
const MOST_PAGES = 4;
/** So many pages around what is wanted are kept, and the last ones always: the rest is fetched again. */
const KEPT_AROUND = 4;
const KEPT_AT_END = 2;

type Page = {
  /** By their place in the page; null where a message is not here. */
  slots: readonly (MessageView | null)[];
  /** All messages of this page up to this seq are here. */
  upTo: number;
};

/** The messages of one conversation that this window holds: any of its pages, with gaps between them. */
export type Thread = {
  status: "absent" | "loading" | "ready" | "failed";
  /** The seq of the newest message that is known of; 0 when there is none. */
  last: number;
  pages: ReadonlyMap<number, Page>;
};

export const noThread: Thread = { status: "absent", last: 0, pages: new Map() };

export const pageOf = (seq: number): number => Math.floor((seq - 1) / PAGE);
const startOf = (page: number): number => page * PAGE + 1;
export const endOf = (page: number): number => (page + 1) * PAGE;

/** The message of that seq, or null when it is not held. */
export function at(thread: Thread, seq: number): MessageView | null {
  return thread.pages.get(pageOf(seq))?.slots[(seq - 1) % PAGE] ?? null;
}

/** Puts messages in, and notes that all there are from `from` to `to` are among what is held now. */
function put(thread: Thread, messages: readonly MessageView[], from: number, to: number): Thread {
  const pages = new Map(thread.pages);
  const slots = new Map<number, (MessageView | null)[]>();
  const slotsOf = (page: number) => {
    const open = slots.get(page) ?? [...(pages.get(page)?.slots ?? new Array(PAGE).fill(null))];
    slots.set(page, open);
    return open;
  };
  let last = Math.max(thread.last, to);
  for (const message of messages) {
    slotsOf(pageOf(message.seq))[(message.seq - 1) % PAGE] = message;
    last = Math.max(last, message.seq);
  }
  for (let page = pageOf(Math.max(1, from)); page <= pageOf(to) && to > 0; page += 1) slotsOf(page);
  for (const [page, list] of slots) {
    const before = pages.get(page)?.upTo ?? startOf(page) - 1;
    // What is known further on does not count while something before it is not.
    const joins = from <= before + 1;
    let upTo = joins ? Math.max(before, Math.min(to, endOf(page))) : before;
    // What came live before the answer joins it.
    while (upTo < endOf(page) && list[upTo % PAGE]) upTo += 1;
    pages.set(page, { slots: list, upTo });
  }
  return { ...thread, pages, last };
}

/**
 * What came live. A thread that was never asked for stays so: what came is in it when it is. One that was
 * missed leaves a gap, which is fetched as any other.
 */
export function arrived(thread: Thread, incoming: readonly MessageView[]): Thread {
  if (thread.status === "absent" || thread.status === "failed") return thread;
  const sorted = [...incoming].sort((a, b) => a.seq - b.seq);
  return sorted.reduce((held, message) => put(held, [message], message.seq, message.seq), thread);
}

/** The answer to the question for the newest messages. */
export function newest(thread: Thread, answer: { messages: MessageView[]; more: boolean }): Thread {
  const last = answer.messages.at(-1)?.seq ?? 0;
  const from = answer.more ? (answer.messages[0]?.seq ?? 1) : 1;
  return { ...put(thread, answer.messages, from, last), status: "ready" };
}

/** The answer to the question for all from `from` to `to`, of which `to` was known to be there when it was asked. */
export function fetched(
  thread: Thread,
  messages: readonly MessageView[],
  range: { from: number; to: number },
): Thread {
  return put(thread, messages, range.from, Math.max(range.to, messages.at(-1)?.seq ?? 0));
}

/**
 * What to ask for next of the messages from `from` to `to`: whole pages side by side, those nearest to the
 * middle first; null when all are here.
 */
export function missing(thread: Thread, from: number, to: number): { from: number; to: number } | null {
  const gap = (page: number) =>
    page >= 0 && (thread.pages.get(page)?.upTo ?? 0) < Math.min(endOf(page), thread.last);
  const first = pageOf(Math.max(1, from));
  const last = pageOf(Math.min(thread.last, to));
  const middle = pageOf(Math.max(1, (from + to) / 2));
  let nearest: number | null = null;
  for (let page = first; page <= last; page += 1) {
    if (!gap(page)) continue;
    if (nearest === null || Math.abs(page - middle) < Math.abs(nearest - middle)) nearest = page;
  }
  if (nearest === null) return null;
  let [low, high] = [nearest, nearest];
  for (let grown = true; grown && high - low + 1 < MOST_PAGES; ) {
    grown = false;
    if (low - 1 >= first && gap(low - 1)) {
      low -= 1;
      grown = true;
    }
    if (high - low + 1 < MOST_PAGES && high + 1 <= last && gap(high + 1)) {
      high += 1;
      grown = true;
    }
  }
  return { from: startOf(low), to: endOf(high) };
}

/** Lets go of the pages far from `from` to `to`, save the last ones. */
export function trimmed(thread: Thread, from: number, to: number): Thread {
  const first = pageOf(Math.max(1, from)) - KEPT_AROUND;
  const last = pageOf(Math.max(1, to)) + KEPT_AROUND;
  const tail = pageOf(thread.last) - KEPT_AT_END;
  const keep = (page: number) => (page >= first && page <= last) || page > tail;
  if ([...thread.pages.keys()].every(keep)) return thread;
  return { ...thread, pages: new Map([...thread.pages].filter(([page]) => keep(page))) };
}

/**
 * The seq of the first of the customer's last `unread` messages up to `upTo`, where the divider stands; null
 * while it lies in what is not held.
 */
export function firstUnread(thread: Thread, upTo: number, unread: number): number | null {
  let left = unread;
  let first: number | null = null;
  for (let seq = upTo; seq >= 1 && left > 0; seq -= 1) {
    const message = at(thread, seq);
    if (!message) return null;
    if (message.side !== "customer") continue;
    first = seq;
    left -= 1;
  }
  return first;
}

/** How many messages of the customer's came after that seq. */
export function newerThan(thread: Thread, seq: number): number {
  let count = 0;
  for (let each = seq + 1; each <= thread.last; each += 1) {
    if (at(thread, each)?.side === "customer") count += 1;
  }
  return count;
}
