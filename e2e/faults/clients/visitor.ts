import type { MessageView } from "#machines/wire/views.ts";
import { type Chat, createChat } from "../../../widget/chat/chat.ts";
import { clock } from "../../../widget/chat/clock.ts";
import { createStore } from "../../../widget/chat/store.ts";
import { createTabs } from "../../../widget/chat/tabs.ts";
import { memoryStorage } from "../../../widget/testing/fakes.ts";
import type { Bell } from "../bell.ts";
import type { Said, Seen } from "../history.ts";
import { dial, type Refusal, refusalsOf } from "./socket.ts";

const WORKSTREAM = "web-live";

/** A customer: the widget's own chat, its line and its outbox, without its panel. */
export type Visitor = {
  readonly name: string;
  readonly chat: Chat;
  readonly said: Said[];
  conversation(): string | null;
  live(): boolean;
  say(text: string): void;
  /** Nothing that was written is unanswered. */
  idle(): boolean;
  /** What this tab has shown, in the order in which it first did. */
  seen(): Seen;
  /** What the server answered with a no, so far. */
  readonly refusals: readonly Refusal[];
  leave(): void;
};

export function openVisitor(options: { name: string; url: string; bell: Bell }): Visitor {
  const { name, url, bell } = options;
  const storages = { all: memoryStorage(), tab: memoryStorage() };
  const said: Said[] = [];
  const shown: MessageView[] = [];
  const known = new Set<string>();
  const twice: string[] = [];
  const ids = new Map<string, Said>();
  const refusals: Refusal[] = [];

  const chat: Chat = createChat({
    workstream: WORKSTREAM,
    locale: "gl",
    clock,
    dial: () => refusalsOf(dial(url), refusals, bell.ring),
    isOnline: () => true,
    openStore: (who, of) => createStore(() => storages[of], WORKSTREAM, who),
    openTabs: (store, who) => createTabs(undefined, store, clock, who),
    changed(state) {
      const now = new Set<string>();
      for (const message of state.messages) {
        if (now.has(message.id)) twice.push(message.text);
        now.add(message.id);
        if (known.has(message.id)) continue;
        known.add(message.id);
        shown.push(message);
      }
      const open = new Map(state.outbox.map((out) => [out.id, out]));
      for (const out of state.outbox) {
        const own = said.find((each) => each.text === out.text && each.id === null);
        if (!own) continue;
        own.id = out.id;
        ids.set(out.id, own);
      }
      for (const [id, own] of ids) {
        const out = open.get(id);
        if (out?.state === "failed") own.failed = out.code ?? "failed";
        else if (out?.state !== "pending" && !own.acknowledged) own.acknowledged = true;
      }
      bell.ring();
    },
    cleared() {},
  });
  chat.begin(null, "https://shop.example/");

  return {
    name,
    chat,
    said,
    conversation: () => chat.state().view?.conversation ?? null,
    live: () => chat.state().line === "live",
    say(text) {
      said.push({ window: name, side: "customer", id: null, conversation: null, text, acknowledged: false });
      chat.say(text);
    },
    idle: () => chat.state().outbox.length === 0 && said.every((each) => each.acknowledged),
    seen: () => ({
      window: name,
      conversation: chat.state().view?.conversation ?? "",
      messages: shown.map(({ id, seq, text }) => ({ id, seq, text })),
      twice,
    }),
    refusals,
    leave: () => chat.shutdown(),
  };
}
