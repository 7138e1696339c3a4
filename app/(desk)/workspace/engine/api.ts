import type { ChosenPresence, Desk, DraftView, MessageView } from "#machines/wire/views.ts";

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
  "session.close": { session: string };
  "presence.choose": { presence: ChosenPresence };
  "presence.reset": Record<never, never>;
};

export type DraftSave = { session: string; field: string; text: string; baseRev: number; window: string };

/** The server as the engine calls it; tests bring a fake. All reject with what `faultOf` reads. */
export type Api = {
  load(): Promise<Desk>;
  messages(conversation: string, before?: number): Promise<Page>;
  drafts(): Promise<DraftView[]>;
  run<N extends keyof Commands>(name: N, id: string, input: Commands[N]): Promise<unknown>;
  saveDraft(id: string, save: DraftSave): Promise<{ rev: number }>;
  /** The same, handed to the browser to be sent while the page goes away. */
  saveDraftLeaving(id: string, save: DraftSave): void;
  /** Does the server know this browser's person? */
  knowsMe(): Promise<boolean>;
};
