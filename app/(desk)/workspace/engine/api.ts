import type { EntityKind, TabKind, TabParams } from "#machines/wire/records.ts";
import type { ChosenPresence, Desk, DraftView, MessageView } from "#machines/wire/views.ts";

/** What stands beside a conversation. */
export type Details = {
  customer: {
    name: string | null;
    email: string | null;
    phone: string | null;
    language: string | null;
    account: string | null;
  };
  brought: { page: string | null; browser: string | null; language: string | null };
  /** Milliseconds until it was first taken, or until now. */
  waited: number;
  history: {
    id: string;
    state: string;
    createdAt: number;
    closedAt: number | null;
    lastText: string | null;
  }[];
  timeline: { at: number; type: string; by: string; role: string }[];
};

export type Page = { messages: MessageView[]; more: boolean };

/** What an agent does by calls; each carries the id by which the server knows it again. */
export type Commands = {
  "offer.accept": { conversation: string };
  "offer.reject": { conversation: string };
  "conversation.pick": { conversation: string };
  "conversation.open": { conversation: string };
  "conversation.end": { conversation: string };
  "conversation.continue": { conversation: string };
  "conversation.read": { conversation: string; seq: number };
  "conversation.release": { conversation: string };
  "session.open": { kind: EntityKind; subject: string };
  "session.close": { session: string };
  "session.move": { session: string; position: number };
  "tab.open": { session: string; kind: TabKind; subject: string | null; params?: TabParams };
  "tab.close": { session: string; tab: string };
  "tab.move": { session: string; tab: string; position: number };
  "tab.save": { session: string; tab: string; params: TabParams };
  "presence.choose": { presence: ChosenPresence };
  "presence.reset": Record<never, never>;
};

export type DraftSave = { session: string; field: string; text: string; baseRev: number; window: string };

/** The server as the engine calls it; tests bring a fake. All reject with what `faultOf` reads. */
export type Api = {
  load(): Promise<Desk>;
  /** The newest messages before the seq `before`, at most `limit` (50, at most 200), in order. */
  messages(conversation: string, before?: number, limit?: number): Promise<Page>;
  details(conversation: string): Promise<Details>;
  drafts(): Promise<DraftView[]>;
  run<N extends keyof Commands>(name: N, id: string, input: Commands[N]): Promise<unknown>;
  saveDraft(id: string, save: DraftSave): Promise<{ rev: number }>;
  /** The same, handed to the browser to be sent while the page goes away. */
  saveDraftLeaving(id: string, save: DraftSave): void;
  /** A command handed to the browser, to be sent while the page goes away. */
  runLeaving<N extends keyof Commands>(name: N, id: string, input: Commands[N]): void;
  /** Does the server know this browser's person? */
  knowsMe(): Promise<boolean>;
};
