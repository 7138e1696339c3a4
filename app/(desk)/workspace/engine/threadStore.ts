import type { MessageView } from "#machines/wire/views.ts";
import type { Api } from "./api.ts";
import { createStore, type Store } from "./store.ts";
import * as threads from "./threads.ts";

/** The messages that this window holds, by conversation. */
export class Threads {
  readonly store: Store<Record<string, threads.Thread>> = createStore<Record<string, threads.Thread>>({});
  /** Conversations of which older messages are being read. */
  readonly older: Store<Record<string, "loading" | "failed">> = createStore({});
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  of(conversation: string): threads.Thread {
    return this.store.get()[conversation] ?? threads.noThread;
  }

  /** The conversation is on the screen: its newest messages are read unless they are there. */
  async need(conversation: string): Promise<void> {
    const { status } = this.of(conversation);
    if (status === "ready" || status === "loading") return;
    this.put(conversation, { ...this.of(conversation), status: "loading" });
    try {
      const page = await this.api.messages(conversation);
      this.put(conversation, threads.loaded(this.of(conversation), page));
    } catch {
      this.put(conversation, { ...this.of(conversation), status: "failed" });
    }
  }

  async loadOlder(conversation: string): Promise<void> {
    const thread = this.of(conversation);
    const first = thread.messages[0]?.seq;
    if (!thread.more || first === undefined || this.older.get()[conversation] === "loading") return;
    this.older.update((all) => ({ ...all, [conversation]: "loading" }));
    try {
      const page = await this.api.messages(conversation, first);
      this.put(conversation, threads.older(this.of(conversation), page));
      this.older.update(({ [conversation]: _, ...rest }) => rest);
    } catch {
      this.older.update((all) => ({ ...all, [conversation]: "failed" }));
    }
  }

  /** By the stream. A thread in which one is missing is read afresh. */
  arrived(messages: readonly MessageView[]): void {
    const byConversation = new Map<string, MessageView[]>();
    for (const message of messages) {
      byConversation.set(message.conversation, [
        ...(byConversation.get(message.conversation) ?? []),
        message,
      ]);
    }
    for (const [conversation, list] of byConversation) {
      if (!this.store.get()[conversation]) continue;
      this.put(conversation, threads.arrived(this.of(conversation), list));
      if (this.of(conversation).status === "absent") void this.need(conversation);
    }
  }

  /** The line is back: what failed is read again. What is ready is brought up to date by the log. */
  again(): void {
    for (const [conversation, { status }] of Object.entries(this.store.get())) {
      if (status === "failed" || status === "absent") void this.need(conversation);
    }
  }

  /** The log has a gap: every thread is read afresh. */
  refresh(): void {
    for (const conversation of Object.keys(this.store.get())) {
      this.put(conversation, { ...this.of(conversation), status: "absent" });
    }
    this.again();
  }

  private put(conversation: string, thread: threads.Thread): void {
    this.store.update((all) => (all[conversation] === thread ? all : { ...all, [conversation]: thread }));
  }
}
