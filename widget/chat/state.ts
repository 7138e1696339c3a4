import type { ErrorCode, Reply } from "#machines/wire/frames.ts";
import type { ChatView, MessageView } from "#machines/wire/views.ts";

/** The line to the server, as the customer is told of it. */
export type Line = "connecting" | "live" | "reconnecting" | "offline" | "refused";

/** Why the server will not talk to this chat at all. */
export type Refusal = "unknownWorkstream" | "badFrame" | "identity";

/** A message of this browser that is not yet in the transcript. */
export type Outgoing = {
  id: string;
  text: string;
  at: number;
  state: "pending" | "sent" | "failed";
  code?: ErrorCode;
};

/** The last message that the customer has seen, in which conversation. */
export type Read = { conversation: string | null; seq: number };

export type ChatState = {
  line: Line;
  refusal: Refusal | null;
  view: ChatView | null;
  /** Of the view's conversation, by seq. */
  messages: readonly MessageView[];
  /** In the order of writing; nothing newer is sent before what is unconfirmed. */
  outbox: readonly Outgoing[];
  /** The agent is typing. */
  typing: boolean;
  read: Read;
  /** The customer can see the chat: its panel is open and the page is in view. */
  shown: boolean;
  /** An end was asked for and is not answered. */
  ending: boolean;
};

export type ChatEvent =
  | { type: "line.changed"; line: Line; refusal?: Refusal }
  | { type: "view.received"; view: ChatView; messages: readonly MessageView[] }
  | { type: "typing.received"; on: boolean }
  | { type: "message.queued"; messages: readonly Outgoing[] }
  | { type: "message.answered"; id: string; reply: Reply }
  | { type: "message.retried"; id: string; as: Outgoing }
  | { type: "message.discarded"; id: string }
  | { type: "ending.changed"; on: boolean }
  | { type: "shown.changed"; shown: boolean }
  | { type: "read.received"; read: Read }
  | { type: "visitor.changed" };

export const initial: ChatState = {
  line: "connecting",
  refusal: null,
  view: null,
  messages: [],
  outbox: [],
  typing: false,
  read: { conversation: null, seq: 0 },
  shown: false,
  ending: false,
};

/** The chat's next state. Pure: time, ids and storage are the caller's. */
export function next(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "line.changed":
      return {
        ...state,
        line: event.line,
        refusal: event.refusal ?? null,
        typing: event.line === "live" && state.typing,
      };
    case "view.received":
      return seen(withView(state, event.view, event.messages));
    case "typing.received":
      return { ...state, typing: event.on };
    case "message.queued":
      return { ...state, outbox: inOrder([...state.outbox, ...event.messages], state.messages) };
    case "message.answered":
      return {
        ...state,
        outbox: state.outbox.map((out) => (out.id === event.id ? answered(out, event.reply) : out)),
      };
    case "message.retried":
      return { ...state, outbox: [...state.outbox.filter((out) => out.id !== event.id), event.as] };
    case "message.discarded":
      return {
        ...state,
        outbox: state.outbox.filter((out) => out.id !== event.id || out.state !== "failed"),
      };
    case "ending.changed":
      return { ...state, ending: event.on };
    case "shown.changed":
      return seen({ ...state, shown: event.shown });
    case "read.received":
      return isNewer(event.read, state) ? { ...state, read: event.read } : state;
    case "visitor.changed":
      return { ...initial, shown: state.shown };
  }
}

/** The message to send next, or null: the oldest one that no answer came for. */
export function head(state: ChatState): Outgoing | null {
  return state.outbox.find((out) => out.state === "pending") ?? null;
}

/** How many of the agents' messages the customer has not seen. */
export function unread(state: ChatState): number {
  const from = state.read.conversation === state.view?.conversation ? state.read.seq : 0;
  return state.messages.filter((message) => message.side === "agent" && message.seq > from).length;
}

/** Whether a reload of the host's page should load the chat ahead. */
export function underway(state: ChatState): boolean {
  const phase = state.view?.state;
  return state.outbox.some((out) => out.state !== "sent") || (!!phase && phase !== "ended");
}

/** Whether writing begins a new conversation. */
export function isOver(state: ChatState): boolean {
  return state.view?.state === "ended" || state.view?.state === "wrapUp";
}

/** The name of the agent whom a notice speaks of: who writes next after it, else who has the chat now. */
export function agentOf(state: ChatState, seq: number): string | null {
  const later = state.messages.filter((message) => message.seq > seq);
  const next = later.find(({ side, notice }) => side === "agent" || notice === "agentJoined");
  return next ? next.author : (state.view?.agent ?? null);
}

/** Whether the customer may end the conversation: a live chat that goes on. */
export function mayEnd(state: ChatState): boolean {
  const { view } = state;
  return view?.chart === "liveChat" && view.conversation !== null && !!view.state && !isOver(state);
}

function withView(state: ChatState, view: ChatView, messages: readonly MessageView[]): ChatState {
  const same = state.view?.conversation === view.conversation;
  const known = new Map((same ? state.messages : []).map((message) => [message.id, message]));
  for (const message of messages) {
    if (message.conversation === view.conversation) known.set(message.id, message);
  }
  return {
    ...state,
    view,
    messages: [...known.values()].sort((a, b) => a.seq - b.seq),
    // What was sent and belongs to a former conversation goes with it; what waits or failed is kept.
    outbox: state.outbox.filter((out) => !known.has(out.id) && (same || out.state !== "sent")),
    typing: same && state.typing && !messages.some((message) => message.side === "agent"),
    ending: same && state.ending && view.state !== "ended" && view.state !== "wrapUp",
  };
}

function seen(state: ChatState): ChatState {
  const last = state.messages.at(-1);
  if (!state.shown || !last) return state;
  return { ...state, read: { conversation: last.conversation, seq: last.seq } };
}

function isNewer(read: Read, state: ChatState): boolean {
  if (read.conversation !== state.read.conversation) {
    return state.read.conversation !== state.view?.conversation || state.read.conversation === null;
  }
  return read.seq > state.read.seq;
}

function answered(out: Outgoing, reply: Reply): Outgoing {
  if (reply.ok) return { ...out, state: "sent" };
  return reply.retryable ? out : { ...out, state: "failed", code: reply.code };
}

function inOrder(outbox: readonly Outgoing[], messages: readonly MessageView[]): Outgoing[] {
  const taken = new Set(messages.map((message) => message.id));
  const unique = new Map(outbox.filter((out) => !taken.has(out.id)).map((out) => [out.id, out]));
  return [...unique.values()].sort((a, b) => a.at - b.at);
}
