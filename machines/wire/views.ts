import type { InstallationView, TabView } from "./records.ts";

/**
 * What a reader is shown. These shapes cross the line between server and browsers; the server fills
 * them by the reader's rights, and `machines/workspace/desk.ts` steps them from the event stream.
 * Times are epoch milliseconds.
 */

export type ChartId = "liveChat" | "persistentChat";
export type ConversationState = "queued" | "offered" | "active" | "waiting" | "wrapUp" | "ended";
export type Role = "agent" | "supervisor" | "admin" | "designer";
export type Locale = "gl" | "en" | "es" | "pt";
export type Scheme = "auto" | "light" | "dark";
export type PresenceLabel = "available" | "busy" | "doNotDisturb" | "away" | "offline" | "inactive";
/** What anybody may choose; `inactive` is the system's own. */
export type ChosenPresence = Exclude<PresenceLabel, "inactive">;
export type Side = "customer" | "agent" | "system";

/** Names of things that the program says in a transcript; `messages/` has their words under `notice`. */
export type NoticeKey =
  | "agentJoined"
  | "backInQueue"
  | "ended"
  | "continued"
  | "customerLeft"
  | "customerEnded"
  | "unanswered"
  | "expired"
  | "closedBySupervisor"
  | "transferred"
  | "parked"
  | "returned";

export type MessageView = {
  /** The sender's own UUID. */
  id: string;
  conversation: string;
  /** 1, 2, 3 … within the conversation. */
  seq: number;
  side: Side;
  /** The agent's name, for the side `agent`. */
  author: string | null;
  text: string;
  /** Set for the side `system`, whose text is empty. */
  notice: NoticeKey | null;
  at: number;
};

export type CustomerView =
  | { kind: "visitor"; id: string; number: number }
  | { kind: "contact"; id: string; name: string };

/** One conversation as a row: of the three tables, of the session panel, of an offer. */
export type WorkItem = {
  id: string;
  workstream: string;
  workstreamName: string;
  channel: "web" | "sms";
  chart: ChartId;
  state: ConversationState;
  customer: CustomerView;
  account: { id: string; name: string } | null;
  case: { id: string; number: number; title: string } | null;
  queue: { id: string; name: string };
  /** Who has it, or had it last when it is ended. */
  owner: { id: string; name: string } | null;
  /** It goes first in line. */
  first: boolean;
  /** For whom it waits, while it waits. */
  affinity: string | null;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  /** When the customer's oldest unanswered message came; null when nothing is unanswered. */
  waitingSince: number | null;
  /** The last thing that somebody said, its beginning. */
  lastMessage: { side: Side; text: string; at: number } | null;
  lastSeq: number;
  /** The customer's messages that the owner has not read. */
  unread: number;
  /** When the offer, the waiting or the wrap-up ends by itself. */
  deadline: number | null;
  outcome: string | null;
  /** What the visitor brought. */
  page: string | null;
  browser: string | null;
  language: Locale | null;
};

/** A server's chart as a mirror holds it. `snapshot` is xstate's persisted snapshot, JSON. */
export type MirrorView = { chart: string; hash: string; rev: number; snapshot: unknown };

export type ConversationView = { item: WorkItem; mirror: MirrorView };

export type SessionView = {
  /** Kind and subject: `conversation:<uuid>`. So that one who comes back finds the drafts. */
  id: string;
  kind: "conversation" | "contact" | "account" | "case";
  subject: string;
  position: number;
  openedAt: number;
  /** How its record is called now; null for a conversation, whose item has the customer. */
  title: string | null;
  /** Beside its anchor, in their order. */
  tabs: TabView[];
};

export type DraftView = { session: string; field: string; text: string; rev: number; updatedAt: number };

export type PresenceView = {
  label: PresenceLabel;
  /** Why the label is what it is, most decisive first: keys of `messages/` under `presence.why`. */
  why: string[];
  mirror: MirrorView;
};

export type Me = {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: Locale | null;
  scheme: Scheme;
  capacity: number;
  load: number;
  /** The queues whose conversations this person may take. */
  queues: string[];
};

/** All that an agent's desk shows, read in one transaction with the stream's cursor. */
export type Desk = {
  cursor: string;
  me: Me;
  presence: PresenceView;
  sessions: SessionView[];
  /** Home's own tabs: it is none of the sessions. */
  home: { tabs: TabView[] };
  installation: InstallationView;
  /** Of the open sessions, and of what is offered to this agent. */
  conversations: Record<string, ConversationView>;
  /** A draft that another window saved is known by its revision alone; `draft.list` brings its text. */
  drafts: DraftView[];
  items: { mine: WorkItem[]; open: WorkItem[]; closed: WorkItem[] };
};

/** What a customer's widget shows. */
export type ChatView = {
  conversation: string | null;
  chart: ChartId;
  state: ConversationState | null;
  agent: string | null;
  /** Place in the line, from 1, while queued. */
  position: number | null;
  /** The visitor's number, or the known customer's name. */
  number: number | null;
  name: string | null;
};
