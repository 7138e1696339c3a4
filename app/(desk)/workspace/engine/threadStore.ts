import type { MessageView } from "#machines/wire/views.ts";
import type { Api } from "./api.ts";
import { createStore, type Store } from "./store.ts";
import * as threads from "./threads.ts";

/** So many messages before and after what is on the screen are fetched before they are looked at. */
const AHEAD = 150;
/** The newest are asked for by so many. */
const NEWEST = 2 * threads.PAGE;

/** The messages that this window holds, by conversation. */
export class Threads {
  readonly store: Store<Record<string, threads.Thread>> = createStore<Record<string, threads.Thread>>({});
  /** Conversations of which pages that are looked at could not be had. */
  readonly missed: Store<Record<string, true>> = createStore<Record<string, true>>({});
  private readonly api: Pick<Api, "messages">;
  private readonly wanted = new Map<string, { from: number; to: number }>();
  private readonly fetching = new Set<string>();

  constructor(api: Pick<Api, "messages">) {
    this.api = api;
  }

  of(conversation: string): threads.Thread {
    return this.store.get()[conversation] ?? threads.noThread;
  }

  /**
   * The conversation is on the screen: its newest messages are read unless they are there, and those around
   * `seq` with them.
   */
  async need(conversation: string, seq?: number): Promise<void> {
    const { status } = this.of(conversation);
    if (status === "ready" || status === "loading") return;
    this.put(conversation, { ...this.of(conversation), status: "loading" });
    try {
      const [tail, around] = await Promise.all([
        this.api.messages(conversation, undefined, NEWEST),
        seq === undefined ? null : this.around(conversation, seq),
      ]);
      const thread = threads.newest(this.of(conversation), tail);
      this.put(
        conversation,
        around ? threads.fetched(thread, around.messages, around.range(thread)) : thread,
      );
      void this.fetch(conversation);
    } catch {
      this.put(conversation, { ...this.of(conversation), status: "failed" });
    }
  }

  /** These are on the screen: they and their neighbours are fetched, and what is far away is let go. */
  want(conversation: string, from: number, to: number): void {
    const range = { from: from - AHEAD, to: to + AHEAD };
    this.wanted.set(conversation, range);
    if (this.of(conversation).status !== "ready") return;
    this.put(conversation, threads.trimmed(this.of(conversation), range.from, range.to));
    void this.fetch(conversation);
  }

  /** By the stream. */
  arrived(messages: readonly MessageView[]): void {
    for (const [conversation, list] of Map.groupBy(messages, (message) => message.conversation)) {
      if (!this.store.get()[conversation]) continue;
      this.put(conversation, threads.arrived(this.of(conversation), list));
      void this.fetch(conversation);
    }
  }

  /** The line is back: what failed is read again. What is ready is brought up to date by the log. */
  again(): void {
    this.missed.set({});
    for (const [conversation, { status }] of Object.entries(this.store.get())) {
      if (status === "failed" || status === "absent") void this.need(conversation);
      else void this.fetch(conversation);
    }
  }

  /** The log has a gap: what came meanwhile is asked for. */
  refresh(): void {
    for (const conversation of Object.keys(this.store.get())) {
      this.put(conversation, { ...this.of(conversation), status: "absent" });
    }
    this.again();
  }

  private async around(conversation: string, seq: number) {
    const from = Math.max(0, threads.pageOf(seq) - 1) * threads.PAGE + 1;
    const to = threads.endOf(threads.pageOf(seq) + 1);
    const { messages } = await this.api.messages(conversation, to + 1, to - from + 1);
    return { messages, range: (thread: threads.Thread) => ({ from, to: Math.min(to, thread.last) }) };
  }

  /** One question after the other, each for what is wanted most at that time: a fast scroll skips what it passed. */
  private async fetch(conversation: string): Promise<void> {
    if (this.fetching.has(conversation)) return;
    this.fetching.add(conversation);
    try {
      for (;;) {
        const thread = this.of(conversation);
        const wanted = this.wanted.get(conversation);
        const next =
          thread.status === "ready" && wanted ? threads.missing(thread, wanted.from, wanted.to) : null;
        if (!next) break;
        const { messages } = await this.api.messages(conversation, next.to + 1, next.to - next.from + 1);
        const range = { from: next.from, to: Math.min(next.to, thread.last) };
        const { from, to } = this.wanted.get(conversation) ?? range;
        const held = threads.fetched(this.of(conversation), messages, range);
        this.put(conversation, threads.trimmed(held, from, to));
      }
      if (this.missed.get()[conversation]) this.missed.update(({ [conversation]: _, ...rest }) => rest);
    } catch {
      this.missed.update((all) => ({ ...all, [conversation]: true }));
    } finally {
      this.fetching.delete(conversation);
    }
  }

  private put(conversation: string, thread: threads.Thread): void {
    this.store.update((all) => (all[conversation] === thread ? all : { ...all, [conversation]: thread }));
  }
}
