import type { Stream } from "#machines/wire/records.ts";
import type { Me, WorkItem } from "#machines/wire/views.ts";
import type { Clock } from "../engine/clock.ts";
import { createStore, type Store } from "../engine/store.ts";
import { type Rows, rowsOf, type View, withItem, without, withPage } from "./rows.ts";

export type StreamPage = { rows: WorkItem[]; next: string | null; total: number };
export type AskPage = (query: View & { after: string | null; limit: number }) => Promise<StreamPage>;

/** What a table shows of its stream. `more` is the page behind what is here. */
export type Shown = Rows & { status: "loading" | "ready" | "failed"; more: "idle" | "loading" | "failed" };

const FIRST = 50;
const PAGE = 100;
/** Streams that nobody looks at are kept live for their return, but not more of them than this. */
const KEPT = 9;
/** Many changes at once ask for the count once. */
const COUNT_AFTER = 1_000;
const RETRY_AFTER = 2_000;

const keyOf = ({ stream, sort, filter }: View): string =>
  JSON.stringify([
    stream,
    sort.by,
    sort.direction,
    filter.text.trim(),
    filter.state,
    filter.channel,
    filter.workstream,
  ]);

const nothing: Shown = { items: [], next: null, edge: null, total: 0, status: "loading", more: "idle" };

type Reader = Pick<Me, "id" | "queues">;

type Held = {
  view: View;
  store: Store<Shown>;
  /** What was told while an answer is on its way, which may be older: null for what went. */
  told: Map<string, WorkItem | null> | null;
  /** Grows with each fresh reading: an answer of an earlier one is dropped. */
  reading: number;
  counting: boolean;
};

/**
 * The streams of work items that this window's tables show: read by pages, then kept by what the line
 * tells, so that nothing is asked again but a count. Tables that show the same share it.
 */
export class Streams {
  private readonly ask: AskPage;
  private readonly clock: Clock;
  private readonly me: () => Reader;
  private readonly held = new Map<string, Held>();

  constructor(parts: { ask: AskPage; clock: Clock; me: () => Reader }) {
    this.ask = parts.ask;
    this.clock = parts.clock;
    this.me = parts.me;
  }

  /** The rows of a view; read as soon as `want` asks for it. */
  of(view: View): Store<Shown> {
    return this.hold(view).store;
  }

  /** A table shows this view now. */
  want(view: View): void {
    const held = this.hold(view);
    const key = keyOf(view);
    // The last one wanted is the last one to go.
    this.held.delete(key);
    this.held.set(key, held);
    for (const old of [...this.held.keys()].slice(0, -KEPT)) this.held.delete(old);
    if (held.reading === 0) void this.read(held);
  }

  /** The first rows came with the page. */
  seed(view: View, page: StreamPage): void {
    const held = this.hold(view);
    if (held.reading > 0) return;
    held.reading = 1;
    held.store.set({ ...rowsOf(page, view.sort), status: "ready", more: "idle" });
  }

  /** What stands behind the rows that are here. */
  async further(view: View): Promise<void> {
    const held = this.hold(view);
    const { next, more, status } = held.store.get();
    // One answer at a time: a fresh reading brings what stands behind, too.
    if (next === null || more === "loading" || status !== "ready" || held.told !== null) return;
    const { reading } = held;
    held.store.update((shown) => ({ ...shown, more: "loading" }));
    const page = await this.answer(held, () => this.ask({ ...view, after: next, limit: PAGE }));
    if (held.reading !== reading) return;
    if (page === null) {
      held.told = null;
      held.store.update((shown) => ({ ...shown, more: "failed" }));
      return;
    }
    this.settle(held, (shown) => ({ ...withPage(shown, page, view.sort), status: "ready", more: "idle" }));
  }

  /** Reads a view afresh after it failed. */
  retry(view: View): void {
    const held = this.hold(view);
    if (held.store.get().status === "failed") void this.read(held);
    else void this.further(view);
  }

  /** A conversation as it stands now. */
  hear(item: WorkItem, now: number): void {
    for (const held of this.held.values()) {
      held.told?.set(item.id, item);
      this.apply(held, item, now);
    }
  }

  /** A conversation that may not be read any more. */
  gone(id: string): void {
    for (const held of this.held.values()) {
      held.told?.set(id, null);
      held.store.update((shown) => {
        const rows = without(shown, id);
        return rows === shown ? shown : { ...shown, ...rows };
      });
    }
  }

  /** Names in rows changed without the conversations: each row as `change` has it; the same object if nothing did. */
  rename(change: (item: WorkItem) => WorkItem): void {
    for (const { store } of this.held.values()) {
      store.update((shown) => {
        const items = shown.items.map(change);
        return items.every((item, index) => item === shown.items[index]) ? shown : { ...shown, items };
      });
    }
  }

  /** The line could not tell what happened meanwhile, or this person has other queues: all is read afresh. */
  again(stream?: Stream): void {
    for (const held of this.held.values()) {
      if (held.reading > 0 && (stream === undefined || held.view.stream === stream)) void this.read(held);
    }
  }

  private hold(view: View): Held {
    const key = keyOf(view);
    const known = this.held.get(key);
    if (known) return known;
    const fresh: Held = { view, store: createStore(nothing), told: null, reading: 0, counting: false };
    this.held.set(key, fresh);
    return fresh;
  }

  /** As many rows as were here, so that nobody who scrolled is thrown back. */
  private async read(held: Held): Promise<void> {
    held.reading += 1;
    const { reading, view } = held;
    if (held.store.get().status === "failed") held.store.update((shown) => ({ ...shown, status: "loading" }));
    const wanted = Math.max(FIRST, held.store.get().items.length);
    const page = await this.answer(held, async () => {
      let read = await this.ask({ ...view, after: null, limit: Math.min(wanted, PAGE) });
      while (wanted > PAGE && read.next !== null && read.rows.length < wanted) {
        const more = await this.ask({ ...view, after: read.next, limit: PAGE });
        read = { ...more, rows: [...read.rows, ...more.rows] };
      }
      return read;
    });
    if (held.reading !== reading) return;
    if (page !== null) {
      this.settle(held, () => ({ ...rowsOf(page, view.sort), status: "ready", more: "idle" }));
    } else if (held.store.get().status === "ready") {
      // What is shown may be behind: it is asked until there is an answer.
      this.clock.after(RETRY_AFTER, () => {
        if (held.reading === reading) void this.read(held);
      });
    } else held.store.update((shown) => ({ ...shown, status: "failed" }));
  }

  private async answer(held: Held, ask: () => Promise<StreamPage>): Promise<StreamPage | null> {
    held.told = new Map();
    return ask().catch(() => null);
  }

  /** Takes an answer, and over it what was told while it was on its way. */
  private settle(held: Held, change: (shown: Shown) => Shown): void {
    const { told } = held;
    held.told = null;
    held.store.update(change);
    for (const [id, item] of told ?? []) {
      if (item) this.apply(held, item, this.clock.now());
      else held.store.update((shown) => ({ ...shown, ...without(shown, id) }));
    }
  }

  private apply(held: Held, item: WorkItem, now: number): void {
    const shown = held.store.get();
    if (shown.status !== "ready") return;
    const { rows, uncounted } = withItem(shown, held.view, item, this.me(), now);
    if (rows !== shown) held.store.set({ ...shown, ...rows });
    if (uncounted) this.count(held);
  }

  private count(held: Held): void {
    if (held.counting) return;
    held.counting = true;
    this.clock.after(COUNT_AFTER, async () => {
      held.counting = false;
      const page = await this.ask({ ...held.view, after: null, limit: 1 }).catch(() => null);
      if (page === null) return;
      held.store.update((shown) => (shown.next === null ? shown : { ...shown, total: page.total }));
    });
  }
}
