/** What was said, seen and stored in one run: all that the checker looks at. Plain data. */

/** One message as its writer's window knows it, in the order of writing. */
export type Said = {
  window: string;
  side: "customer" | "agent";
  /** The message's own id, once the window has given it one. */
  id: string | null;
  conversation: string | null;
  text: string;
  /** The server has answered that it has it. */
  acknowledged: boolean;
  /** Why it was refused or came back to its writer, if it did. */
  failed?: string;
};

/** What one window has shown of one conversation, in the order in which it first did. */
export type Seen = {
  window: string;
  conversation: string;
  messages: { id: string; seq: number; text: string }[];
  /** Texts that stood there twice at once, or came twice over the line. */
  twice: string[];
};

export type StoredMessage = {
  id: string;
  seq: number;
  side: "customer" | "agent" | "system";
  text: string;
};

export type StoredConversation = {
  id: string;
  state: string;
  owner: string | null;
  /** Who is the owner by the stored chart. */
  chartOwner: string | null;
  lastSeq: number;
  messages: StoredMessage[];
  /** Ids of the timers that run, and of those that the stored chart has armed. */
  timers: string[];
  armed: string[];
};

/** A draft as a window was last told that the server has it. */
export type Draft = { agent: string; session: string; text: string; rev: number };

/** What a window shows of its desk, and what a fresh read of the same desk says. */
export type Desk = { window: string; held: unknown; fresh: unknown };

export type History = {
  said: Said[];
  seen: Seen[];
  conversations: StoredConversation[];
  /** In the order of their acknowledgement. */
  savedDrafts: Draft[];
  storedDrafts: Draft[];
  desks: Desk[];
  /** Each agent's load, and the units that the conversations of that agent hold. */
  loads: { agent: string; load: number; held: number }[];
  /** Lines on record, and those that clients have open. */
  lines: { stored: number; open: number };
};
