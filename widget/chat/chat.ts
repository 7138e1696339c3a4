import type { ClientFrame, Reply, ServerFrame } from "#machines/wire/frames.ts";
import type { Locale } from "#machines/wire/views.ts";
import type { Clock } from "./clock.ts";
import { createDraft, type Draft } from "./draft.ts";
import { createLine, type Socket } from "./line.ts";
import { createOutbox, type KeptOutbox } from "./outbox.ts";
import { type Command, createSender } from "./sender.ts";
import {
  type ChatEvent,
  type ChatState,
  head,
  initial,
  mayEnd,
  next,
  type Outgoing,
  type Read,
} from "./state.ts";
import { type Store, subjectOf } from "./store.ts";
import type { Tabs } from "./tabs.ts";
import { createTyping } from "./typing.ts";

export type ChatOptions = {
  workstream: string;
  locale: Locale;
  clock: Clock;
  dial(): Socket;
  isOnline(): boolean;
  /** What all tabs share, or what is this tab's own and outlives a reload. */
  openStore(who: string, of: "all" | "tab"): Store;
  openTabs(store: Store, who: string): Tabs;
  /** After each change of the state. */
  changed(state: ChatState): void;
  /** The visitor was forgotten, here or in another tab. */
  cleared(): void;
};

/** One visitor's chat in one tab: the state, and what a person may do to it. */
export type Chat = {
  state(): ChatState;
  draft(): Draft;
  begin(identity: string | null, page: string | null): void;
  identify(identity: string): void;
  setPage(page: string | null): void;
  setShown(shown: boolean): void;
  typed(text: string): void;
  say(text: string): void;
  retry(id: string): void;
  /** Drops a message that failed. */
  discard(id: string): void;
  end(): void;
  nudge(): void;
  /** A change of the shared storage by another tab; null, null when all of it was cleared. */
  stored(key: string | null, value: string | null): void;
  shutdown(): void;
};

/** How long the server may take to know a new visitor while the other tabs wait for the token. */
const WELCOME = 10_000;

export function createChat(options: ChatOptions): Chat {
  const { clock } = options;
  const tab = clock.id();
  let state = initial;
  let identity: string | null = null;
  let page: string | null = null;
  let who = "";
  let store = options.openStore(who, "all");
  let tabs: Tabs = { alone: (_, job) => void job(), whenFree() {}, hold() {}, leave() {} };
  let outbox: KeptOutbox | null = null;
  let draft = openDraft();
  let ending: string | null = null;
  let welcomed = () => {};

  const sender = createSender({
    clock,
    next: nextCommand,
    send: (frame) => line.send(frame),
    answered: (id, reply) => answered(id, reply),
  });
  const typing = createTyping(clock, {
    tell: (on) => line.send({ t: "typing", on }),
    show: (on) => dispatch({ type: "typing.received", on }),
  });
  const line = createLine({
    ...options,
    greet,
    received,
    changed(now, refusal) {
      if (now !== "live") {
        sender.cut();
        welcomed();
      }
      dispatch({ type: "line.changed", line: now, ...(refusal && { refusal }) });
      if (now === "live") sender.pump();
    },
  });

  function openDraft(): Draft {
    return createDraft(store, options.openStore(who, "tab"), clock, () => options.changed(state));
  }

  function dispatch(event: ChatEvent): void {
    const before = state;
    state = next(state, event);
    if (state === before) return;
    if (state.outbox !== before.outbox) outbox?.save(state.outbox);
    if (state.read !== before.read && event.type !== "visitor.changed")
      store.set("read", JSON.stringify(state.read));
    options.changed(state);
  }

  function nextCommand(): Command | null {
    const say = head(state);
    if (say) return { t: "command", id: say.id, name: "visitor.say", input: { text: say.text } };
    if (!state.ending || !ending) return null;
    return { t: "command", id: ending, name: "visitor.end", input: {} };
  }

  /** Without a token only one tab may ask for one; the others then use what it was given. */
  function greet(say: (frame: ClientFrame) => boolean): void {
    if (store.get("token")) {
      say(hello());
      return;
    }
    tabs.alone("token", () => (say(hello()) ? welcome() : Promise.resolve()));
  }

  /** Until the server has said who this visitor is, or the line is lost. */
  function welcome(): Promise<void> {
    return new Promise((resolve) => {
      const stop = clock.after(WELCOME, resolve);
      welcomed = () => {
        stop();
        resolve();
      };
    });
  }

  function hello(): ClientFrame {
    const token = store.get("token");
    const { workstream, locale } = options;
    const visitor = {
      workstream,
      locale,
      ...(token && { token }),
      ...(identity && { identity }),
      ...(page && { page }),
    };
    return { t: "hello", v: 1, window: tab, visitor };
  }

  function received(frame: ServerFrame): void {
    if (frame.t === "welcome" && frame.chat) {
      const { token, view, messages } = frame.chat;
      if (token !== store.get("token")) store.set("token", token);
      welcomed();
      dispatch({ type: "view.received", view, messages });
    } else if (frame.t === "chat") {
      dispatch({ type: "view.received", view: frame.chat, messages: frame.messages });
      sender.confirmed(frame.messages.map((message) => message.id));
    } else if (frame.t === "reply") {
      sender.reply(frame.id, frame.reply);
    } else if (frame.t === "typing" && frame.conversation === state.view?.conversation) {
      typing.heard(frame.on);
    }
  }

  function answered(id: string, reply: Reply): void {
    if (id === ending) {
      if (reply.ok || !reply.retryable) dispatch({ type: "ending.changed", on: false });
    } else dispatch({ type: "message.answered", id, reply });
  }

  /** Turns to the visitor that `identity` names; what the former one wrote stays under their name. */
  function settle(): void {
    who = subjectOf(identity);
    draft.flush();
    tabs.leave();
    outbox = null;
    ending = null;
    store = options.openStore(who, "all");
    tabs = options.openTabs(store, who);
    draft = openDraft();
    dispatch({ type: "visitor.changed" });
    const read = parseRead(store.get("read"));
    if (read) dispatch({ type: "read.received", read });
    outbox = createOutbox(store, tabs, tab, (messages) => {
      dispatch({ type: "message.queued", messages });
      sender.pump();
    });
    line.restart();
  }

  function leave(): void {
    line.stop();
    tabs.leave();
    outbox = null;
    identity = null;
    draft.discard();
    options.openStore(who, "tab").clear();
    dispatch({ type: "visitor.changed" });
    options.cleared();
  }

  function queue(text: string): Outgoing {
    // Two messages of one millisecond keep their order.
    const last = state.outbox.at(-1)?.at ?? 0;
    return { id: clock.id(), text, at: Math.max(clock.now(), last + 1), state: "pending" };
  }

  return {
    state: () => state,
    draft: () => draft,
    begin(given, where) {
      identity = given;
      page = where;
      settle();
    },
    identify(given) {
      identity = given;
      if (subjectOf(given) !== who) settle();
      else if (state.line === "refused") line.restart();
    },
    setPage(where) {
      page = where;
    },
    setShown: (shown) => dispatch({ type: "shown.changed", shown }),
    typed(text) {
      draft.typed(text);
      typing.typed(text.trim() !== "");
    },
    say(text) {
      draft.typed("");
      draft.flush();
      typing.typed(false);
      dispatch({ type: "message.queued", messages: [queue(text)] });
      sender.pump();
    },
    retry(id) {
      const failed = state.outbox.find((out) => out.id === id && out.state === "failed");
      if (!failed) return;
      // A refusal is final for its id.
      dispatch({ type: "message.retried", id, as: queue(failed.text) });
      sender.pump();
    },
    discard: (id) => dispatch({ type: "message.discarded", id }),
    end() {
      if (state.ending || !mayEnd(state)) return;
      ending = clock.id();
      dispatch({ type: "ending.changed", on: true });
      sender.pump();
    },
    nudge: line.nudge,
    stored(key, value) {
      const name = key === null ? "token" : store.nameOf(key);
      if (name === "token" && value === null) leave();
      else if (name === "token" && state.line === "live") line.restart();
      else if (name === "draft") draft.elsewhere(value ?? "");
      else if (name === "read") {
        const read = parseRead(value);
        if (read) dispatch({ type: "read.received", read });
      } else if (name && value !== null) outbox?.noticed(name);
    },
    shutdown() {
      line.stop();
      store.clear();
      leave();
    },
  };
}

function parseRead(text: string | null): Read | null {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    if (typeof found !== "object" || found === null || !("seq" in found) || !("conversation" in found))
      return null;
    return { conversation: String(found.conversation), seq: Number(found.seq) };
  } catch {
    return null;
  }
}
