import type { Connection } from "#db/connection.ts";
import { agentById, queuesOf } from "#db/repositories/agents.ts";
import type { ConversationRow } from "#db/repositories/conversations.ts";
import { itemWithRow } from "#db/repositories/items.ts";
import { type EventRow, eventsAfter } from "#db/repositories/log.ts";
import { messagesBetween } from "#db/repositories/messages.ts";
import type { JsonObject } from "#db/schema/tables.ts";
import type { ServerFrame, StaffEvent } from "#machines/wire/frames.ts";
import type { ChatView, MessageView, SessionView, WorkItem } from "#machines/wire/views.ts";
import { keysOfAgent, mayRead, readersOf } from "../auth/readers.ts";
import type { VisitorPrincipal } from "../principal.ts";
import { recordParts } from "./records.ts";
import { presenceView, readChat, viewOf } from "./views.ts";

/**
 * One row of the log, joined with what its readers see beside it. Frames are encoded when first wanted,
 * and once, however many read them.
 */
export type Projected = {
  seq: number;
  row: EventRow;
  /** The conversation that it is about, as it is now. */
  conversation: ConversationRow | null;
  messages: MessageView[];
  /** What the chat of each of the customer's windows now shows. */
  chats: ReadonlyMap<VisitorPrincipal, ChatView>;
  /** The frame for a reader with these keys, or null when it does not concern them. */
  frameFor(keys: ReadonlySet<string>): string | null;
};

/** The windows of a conversation's customer that want to hear of it. */
export type Visitors = (conversation: ConversationRow) => Iterable<VisitorPrincipal>;

/** What several rows of one reading are joined with: it is the same for all of them, and read once. */
function makeJoined(c: Connection) {
  const once = <K, A extends unknown[], V>(read: (key: K, ...more: A) => Promise<V>) => {
    const known = new Map<K, Promise<V>>();
    return (key: K, ...more: A): Promise<V> => {
      const before = known.get(key);
      if (before) return before;
      const value = read(key, ...more);
      known.set(key, value);
      return value;
    };
  };
  return {
    c,
    conversation: once((id: string) => itemWithRow(c, id)),
    chat: once((visitor: VisitorPrincipal, about: ConversationRow) => readChat(c, visitor, about)),
  };
}
type Joined = ReturnType<typeof makeJoined>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The conversation that an event is about: its machine, or what a desk's event names. */
function subjectOf(row: EventRow): string | null {
  if (row.machine === "liveChat" || row.machine === "persistentChat") return row.machineId;
  const { read, session, conversation } = row.payload;
  if (row.machine === "deadline") return typeof conversation === "string" ? conversation : null;
  if (isObject(read) && typeof read.conversation === "string") return read.conversation;
  if (isObject(session) && isObject(session.opened) && typeof session.opened.subject === "string") {
    return session.opened.subject;
  }
  return null;
}

async function staffEvent(
  c: Connection,
  row: EventRow,
  item: WorkItem | null,
  conversation: ConversationRow | null,
  messages: MessageView[],
): Promise<StaffEvent> {
  const { payload } = row;
  const event: StaffEvent = {
    at: row.at,
    by: row.by,
    role: row.role,
    machine: row.machine,
    machineId: row.machineId,
    rev: row.rev,
    hash: row.hash,
    type: row.type,
    event: isObject(payload.event)
      ? { ...payload.event, type: row.type, at: row.at, by: row.by, role: row.role }
      : null,
    before: row.before,
    after: row.after,
    command: row.commandId,
  };
  if (item) event.item = item;
  if (messages.length > 0) event.messages = messages;
  if (row.machine === "presence") {
    const presence = await presenceView(c, row.machineId);
    if (presence) event.presence = presence;
  }
  if (row.machine === "agent") {
    const agent = await agentById(c, row.machineId);
    if (agent) {
      const { id, name, role, capacity } = agent;
      event.person = { name, role, capacity, queues: await queuesOf(c, id) };
    }
  }
  if (row.machine === "workspace") {
    Object.assign(event, await deskPart(c, row));
    if (event.session && item && conversation) event.view = viewOf(conversation, item);
  }
  Object.assign(event, await recordParts(c, row));
  return event;
}

/** What a desk's event carries, as it was logged by `logDesk`. */
async function deskPart(c: Connection, row: EventRow): Promise<Partial<StaffEvent>> {
  const { session, order, draft, settings, selected, read } = row.payload;
  const part: Partial<StaffEvent> = {};
  if (isObject(session)) part.session = session as unknown as { opened: SessionView } | { closed: string };
  if (Array.isArray(order)) part.order = order.map(String);
  if (isObject(draft)) part.draft = draft as unknown as NonNullable<StaffEvent["draft"]>;
  if (typeof selected === "string") part.selected = selected;
  if (isObject(read)) part.read = { conversation: String(read.conversation), seq: Number(read.seq) };
  if (isObject(settings)) {
    const agent = await agentById(c, row.machineId);
    if (agent) part.settings = { locale: agent.locale, scheme: agent.scheme };
  }
  return part;
}

async function agentMayRead(c: Connection, row: EventRow, conversation: ConversationRow): Promise<boolean> {
  const agent = await agentById(c, row.machineId);
  if (!agent) return false;
  const principal = {
    kind: "agent",
    key: `agent:${agent.id}`,
    id: agent.id,
    name: agent.name,
    role: agent.role,
  } as const;
  return mayRead(new Set(keysOfAgent(principal, await queuesOf(c, agent.id))), readersOf(conversation));
}

async function projectOne(joined: Joined, row: EventRow, wanted: Visitors): Promise<Projected> {
  const { c } = joined;
  const subject = subjectOf(row);
  const found = subject === null ? null : await joined.conversation(subject);
  // A desk's event tells of a conversation only as long as its agent may read it.
  const conversation =
    found && (row.machine !== "workspace" || (await agentMayRead(c, row, found.conversation)))
      ? found.conversation
      : null;
  const item = conversation && found ? found.item : null;
  const range = row.payload.messages;
  const messages =
    conversation && Array.isArray(range)
      ? await messagesBetween(c, conversation.id, Number(range[0]), Number(range[1]))
      : [];
  const event = await staffEvent(c, row, item, conversation, messages);
  const chats = new Map<VisitorPrincipal, ChatView>();
  if (conversation && row.machine === conversation.chart) {
    for (const visitor of wanted(conversation)) chats.set(visitor, await joined.chat(visitor, conversation));
  }
  const now = conversation ? readersOf(conversation) : null;
  const cursor = String(row.seq);

  const encoded = new Map<"event" | "gone" | "granted", string>();
  const encode = (kind: "event" | "gone" | "granted"): string => {
    const known = encoded.get(kind);
    if (known !== undefined) return known;
    const frame: ServerFrame =
      kind === "gone"
        ? { t: "gone", cursor, conversation: subject ?? row.machineId, reason: row.type }
        : kind === "granted" && conversation && event.item
          ? { t: "granted", cursor, view: viewOf(conversation, event.item), event }
          : { t: "event", cursor, event };
    const text = JSON.stringify(frame);
    encoded.set(kind, text);
    return text;
  };

  const ofConversation = ["liveChat", "persistentChat", "deadline"].includes(row.machine);
  return {
    seq: row.seq,
    row,
    conversation,
    messages,
    chats,
    frameFor(keys) {
      const before = mayRead(keys, row.audience.before);
      const after = mayRead(keys, row.audience.after);
      if (!before && !after) return null;
      const gained = row.audience.after.some((key) => keys.has(key) && !row.audience.before.includes(key));
      if (!ofConversation) return encode("event");
      // The right is judged as it is now, when it is sent: a replay must not tell what was lost since.
      if (!after || (now !== null && !mayRead(keys, now))) return encode("gone");
      return gained ? encode("granted") : encode("event");
    },
  };
}

/** The log after `seq`, joined, in order. */
export async function projectAfter(
  c: Connection,
  seq: number,
  limit: number,
  wanted: Visitors = () => [],
): Promise<Projected[]> {
  const projected: Projected[] = [];
  const joined = makeJoined(c);
  for (const row of await eventsAfter(c, seq, limit)) projected.push(await projectOne(joined, row, wanted));
  return projected;
}
