import type { DraftRef } from "#machines/draft/machine.ts";
import type { ClientFrame, ServerFrame } from "#machines/wire/frames.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import { type Drafting, MESSAGE } from "./drafting.ts";
import { type Outbox, outboxStorage } from "./outbox.ts";
import { Typing } from "./reading.ts";
import { type ReturnReason, Sending } from "./sending.ts";
import { createStore, type Store } from "./store.ts";
import { conversationOf } from "./subject.ts";
import { uuid } from "./uuid.ts";

/** A message older than this is not sent by itself (the agent's grace of the presence policy, by default). */
const GRACE = 150_000;

export type ComposingParts = {
  api: Api;
  clock: Clock;
  local: Storage | null;
  agent: string;
  drafting(): Drafting;
  /** Whether the line is there. */
  live(): boolean;
  /** False when there is no line to give it to. */
  give(frame: ClientFrame): boolean;
};

/** What is written in composers: typed, sent, and taken back when it could not be sent. */
export class Composing {
  readonly outbox: Store<Outbox> = createStore<Outbox>([]);
  /** Why a message is back in the composer, by session. */
  readonly returned: Store<Record<string, ReturnReason>> = createStore<Record<string, ReturnReason>>({});
  private readonly parts: ComposingParts;
  private readonly sending: Sending;
  private readonly typing: Typing;
  private readonly own = new Set<string>();

  constructor(parts: ComposingParts) {
    this.parts = parts;
    const { api, clock, local, agent } = parts;
    this.typing = new Typing(clock, (conversation, on) => {
      parts.give({ t: "typing", conversation, on });
    });
    this.sending = new Sending({
      outbox: this.outbox,
      storage: local ? outboxStorage(local, agent) : { load: () => [], put() {}, drop() {} },
      clock,
      send: parts.give,
      live: parts.live,
      grace: () => GRACE,
      known: async (entry) => {
        const page = await api.messages(entry.conversation);
        return page.messages.some((message) => message.id === entry.id);
      },
      confirmed: (entry, rev) => {
        this.draftOf(entry.session)?.send({ type: "send.confirmed", id: entry.id, rev });
        parts.drafting().sent(entry.session);
      },
      returned: (entry, reason) => this.takeBack(entry, reason),
      newId: uuid,
    });
  }

  /** What this browser had not sent yet. */
  restore(): void {
    this.sending.restore();
  }

  /** The line came or went: what waits is sent, or waits. */
  restart(): void {
    this.sending.restart();
  }

  reply({ id, reply }: Extract<ServerFrame, { t: "reply" }>): void {
    this.sending.reply(id, reply);
  }

  /** These messages stand in the log. */
  shown(messages: ReadonlySet<string>): void {
    this.sending.shown(messages, null);
  }

  /** Was this command one of this window's messages? */
  gave(command: string | null): boolean {
    return command !== null && this.own.has(command);
  }

  /** Does a message with this text wait to be sent? */
  waits(session: string, text: string): boolean {
    return text !== "" && this.outbox.get().some((entry) => entry.session === session && entry.text === text);
  }

  write(session: string, text: string): void {
    this.draftOf(session)?.send({ type: "text.changed", text });
    this.returned.update(({ [session]: _, ...rest }) => rest);
    const conversation = conversationOf(session);
    if (conversation) this.typing.typed(conversation, text.trim() === "");
  }

  send(session: string): void {
    this.draftOf(session)?.send({ type: "send", id: uuid() });
    const conversation = conversationOf(session);
    if (conversation) this.typing.stopped(conversation);
  }

  choose(session: string, text: string): void {
    this.draftOf(session)?.send({ type: "text.chosen", text });
  }

  retry(message: string): void {
    this.sending.retry(message);
  }

  /** The effect that the draft's chart asks for. */
  post(params: { session: string; id: string; text: string; draftRev: number }): void {
    const conversation = conversationOf(params.session);
    if (!conversation) return;
    this.own.add(params.id);
    const at = this.parts.clock.now();
    const entry = { ...params, conversation, at, state: "pending", reason: null } as const;
    this.sending.add(entry, this.parts.drafting().settled(params.session));
  }

  private takeBack(entry: { id: string; session: string; text: string }, reason: ReturnReason): void {
    if (!this.draftOf(entry.session)) this.parts.drafting().open(entry.session, null);
    const ref = this.draftOf(entry.session);
    const { pending, text } = ref?.getSnapshot().context ?? { pending: [], text: "" };
    if (pending.some((sent) => sent.id === entry.id))
      ref?.send({ type: "send.refused", id: entry.id, reason });
    else
      ref?.send({ type: "text.changed", text: [entry.text, text].filter((part) => part !== "").join("\n") });
    ref?.send({ type: "save.now" });
    this.returned.update((all) => ({ ...all, [entry.session]: reason }));
  }

  private draftOf(session: string): DraftRef | undefined {
    return this.parts.drafting().ref(session, MESSAGE);
  }
}
