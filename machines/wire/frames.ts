import { z } from "zod";
import type { InstallationView, RecordChange, TabView } from "./records.ts";
import type {
  ChatView,
  ConversationView,
  DraftView,
  Locale,
  Me,
  MessageView,
  PresenceView,
  Scheme,
  SessionView,
  WorkItem,
} from "./views.ts";

/**
 * The frames of `/stream`, JSON text over one WebSocket. What comes from a client is parsed by
 * `clientFrame`; what the server sends is typed here and made by the server alone.
 */

export { CLOSE, MESSAGE_LIMIT } from "./limits.ts";

const id = z.uuid();

export const hello = z.strictObject({
  t: z.literal("hello"),
  v: z.literal(1),
  /** From the last frame seen, or from `desk.load`; without it the stream starts now. */
  cursor: z.string().max(64).optional(),
  /** One window of a person; made by the client, new for each tab. */
  window: id,
  /** Whom an agent's window takes itself to be: another person's cookie does not open its line. */
  person: z.string().min(1).max(64).optional(),
  /** A customer's widget; agents are known by their cookie. */
  visitor: z
    .strictObject({
      workstream: z.string().min(1).max(64),
      /** The visitor's own, given by an earlier `welcome`. */
      token: z.string().max(256).optional(),
      /** Signed by the host page's server. */
      identity: z.string().max(4096).optional(),
      locale: z.enum(["gl", "en", "es", "pt"]),
      page: z.string().max(8192).optional(),
    })
    .optional(),
});

export const clientFrame = z.discriminatedUnion("t", [
  hello,
  z.strictObject({ t: z.literal("command"), id, name: z.string().max(64), input: z.unknown() }),
  z.strictObject({ t: z.literal("typing"), conversation: z.string().max(64).optional(), on: z.boolean() }),
  z.strictObject({ t: z.literal("pong") }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;
export type Hello = z.infer<typeof hello>;

export type ErrorCode =
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "BAD_REQUEST"
  | "TOO_MANY_REQUESTS"
  | "UNAVAILABLE";

export type Refused = { machine: string; state: string; event: string; guard?: string };

/** `message` is a key of `messages/` under `errors`; `retryable` asks for the same id again later. */
export type Failure = {
  ok: false;
  code: ErrorCode;
  message: string;
  refused?: Refused;
  retryable?: boolean;
  data?: unknown;
};
export type Reply = { ok: true; data: unknown } | Failure;

/** One row of the event log as a member of the staff may see it. */
export type StaffEvent = {
  at: number;
  by: string;
  role: string;
  machine: string;
  machineId: string;
  rev: number;
  hash: string;
  type: string;
  /** What the chart was fed, for the mirrors; null for what no chart decided. */
  event: ({ type: string } & Record<string, unknown>) | null;
  before: string | null;
  after: string | null;
  command: string | null;
  item?: WorkItem;
  messages?: MessageView[];
  presence?: PresenceView;
  /** `workspace.changed`: what became of this agent's sessions and drafts. */
  /** With a session that opens: the conversation that it is about. */
  view?: ConversationView;
  session?: { opened: SessionView } | { closed: string };
  /** The session that the last used window brings to the front. */
  selected?: string;
  order?: string[];
  read?: { conversation: string; seq: number };
  draft?: Omit<DraftView, "text"> & { window: string | null };
  settings?: { locale: Locale | null; scheme: Scheme };
  /** What became of one tab, or of the order of all, in a session or at `home`. */
  tab?: { session: string } & ({ put: TabView } | { closed: string } | { order: string[] });
  /** A contact, an account, a case, an article or a template was made or changed. */
  record?: RecordChange;
  /** An admin saved a part of the installation's settings: what a desk of the reader's role has now. */
  installation?: InstallationView;
  /** `person.saved`: who that person is now. */
  person?: Pick<Me, "name" | "role" | "capacity" | "queues">;
};

export type ServerFrame =
  | { t: "welcome"; cursor: string; now: number; hashes: Record<string, string>; chat?: ChatWelcome }
  /** The cursor is unknown or too old: load afresh. */
  | { t: "reset"; cursor: string }
  | { t: "event"; cursor: string; event: StaffEvent }
  | { t: "chat"; cursor: string; chat: ChatView; messages: MessageView[]; command: string | null }
  | { t: "reply"; id: string; reply: Reply }
  /** The reader lost the right to see it. */
  | { t: "gone"; cursor: string; conversation: string; reason: string }
  /** The reader gained it. */
  | { t: "granted"; cursor: string; view: ConversationView; event: StaffEvent }
  | { t: "typing"; conversation: string; on: boolean }
  | { t: "ping"; now: number; cursor: string };

export type ChatWelcome = {
  /** To be kept by the widget and sent in the next hello. */
  token: string;
  view: ChatView;
  messages: MessageView[];
};
