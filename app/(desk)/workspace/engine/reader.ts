import type { WorkItem } from "#machines/wire/views.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import { command } from "./commands.ts";
import { createStore, type Store } from "./store.ts";

export type ReaderParts = {
  api: Api;
  clock: Clock;
  /** The conversation of the selected session, if there is one. */
  selected(): WorkItem | undefined;
  /** Whether this window is visible and was used within the last minute. */
  active(): boolean;
  /** Whether its messages stand on the screen. */
  shown(conversation: string): boolean;
};

/** Tells the server what was read: what is in focus, and nothing else (product.md, Words). */
export class Reader {
  /** Up to which message this window has told that it was read, by conversation. */
  readonly read: Store<Record<string, number>> = createStore<Record<string, number>>({});
  /** Where the unread messages began when a session came into focus, by conversation. */
  readonly dividers: Store<Record<string, { unread: number; seq: number }>> = createStore({});
  private readonly parts: ReaderParts;
  private inFocus: string | null = null;

  constructor(parts: ReaderParts) {
    this.parts = parts;
  }

  /** Something changed that may have brought messages into focus. */
  look(): void {
    const item = this.parts.selected();
    if (!item || !this.parts.active()) {
      this.inFocus = null;
      return;
    }
    const known = this.read.get()[item.id] ?? 0;
    if (this.inFocus !== item.id) {
      this.inFocus = item.id;
      const divider = { unread: item.unread, seq: item.lastSeq };
      if (item.unread > 0 && item.lastSeq > known)
        this.dividers.update((all) => ({ ...all, [item.id]: divider }));
    }
    if (!this.parts.shown(item.id) || item.unread === 0 || item.lastSeq <= known) return;
    this.tell(item.id, item.lastSeq, known);
  }

  /** The session is left: what was new in it is not any more. */
  leave(conversation: string): void {
    this.dividers.update(({ [conversation]: _, ...rest }) => rest);
  }

  private tell(conversation: string, seq: number, before: number): void {
    this.read.update((all) => ({ ...all, [conversation]: seq }));
    command(this.parts.api, this.parts.clock, "conversation.read", { conversation, seq }).catch(() => {
      this.read.update((all) => (all[conversation] === seq ? { ...all, [conversation]: before } : all));
    });
  }
}
