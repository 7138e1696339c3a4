import type { Connection } from "#db/connection.ts";
import { agentById, presenceOf, queuesOf } from "#db/repositories/agents.ts";
import {
  aheadInLine,
  type ConversationRow,
  conversationById,
  conversationsHeldBy,
  latestConversationOf,
} from "#db/repositories/conversations.ts";
import { contactById, visitorById } from "#db/repositories/customers.ts";
import { draftsOf } from "#db/repositories/desks.ts";
import { itemById, itemsClosed, itemsMine, itemsOpen } from "#db/repositories/items.ts";
import { logBounds } from "#db/repositories/log.ts";
import { messagesBefore } from "#db/repositories/messages.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import { labelOf, whyOf } from "#machines/presence/read.ts";
import type {
  ChatView,
  ConversationState,
  ConversationView,
  Desk,
  MessageView,
  PresenceView,
  WorkItem,
} from "#machines/wire/views.ts";
import { keysOfAgent, mayRead, readersOf } from "../auth/readers.ts";
import { presenceOfRow } from "../execute/presence.ts";
import { Refusal } from "../failure.ts";
import { installationView } from "../policy/installation.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { readSessions } from "./records.ts";

const CLOSED_SHOWN_MS = 7 * 24 * 60 * 60 * 1_000;
const CHAT_MESSAGES = 100;

export function viewOf(row: ConversationRow, item: WorkItem): ConversationView {
  return { item, mirror: { chart: row.chart, hash: row.hash, rev: row.rev, snapshot: row.snapshot } };
}

export async function presenceView(c: Connection, agent: string): Promise<PresenceView | null> {
  const row = await presenceOf(c, agent);
  if (!row) return null;
  const held = presenceOfRow(row);
  return {
    label: labelOf(held),
    why: whyOf(held),
    mirror: { chart: row.chart, hash: row.hash, rev: row.rev, snapshot: row.snapshot },
  };
}

/** All that an agent's desk shows, and the cursor that belongs to it: one read transaction. */
export async function readDesk(c: Connection, principal: AgentPrincipal, now: number): Promise<Desk> {
  const agent = await agentById(c, principal.id);
  const presence = await presenceView(c, principal.id);
  if (!agent || !presence) throw new Refusal("UNAUTHORIZED", "signedOut");
  const queues = await queuesOf(c, agent.id);
  const installation = await installationView(c, agent.role);
  const { sessions, home } = await readSessions(c, agent.id, installation);
  const keys = new Set(keysOfAgent(principal, queues));

  const conversations: Record<string, ConversationView> = {};
  const wanted = new Set(sessions.filter((each) => each.kind === "conversation").map((each) => each.subject));
  for (const held of await conversationsHeldBy(c, agent.id)) wanted.add(held.id);
  for (const id of wanted) {
    const row = await conversationById(c, id);
    const item = row ? await itemById(c, id) : null;
    if (row && item && mayRead(keys, readersOf(row))) conversations[id] = viewOf(row, item);
  }
  return {
    cursor: String((await logBounds(c)).last),
    me: {
      id: agent.id,
      name: agent.name,
      email: agent.email,
      role: agent.role,
      locale: agent.locale,
      scheme: agent.scheme,
      capacity: agent.capacity,
      load: agent.load,
      queues,
    },
    presence,
    sessions,
    home,
    installation,
    conversations,
    drafts: await draftsOf(c, agent.id),
    items: {
      mine: await itemsMine(c, agent.id),
      open: await itemsOpen(c, queues),
      closed: await itemsClosed(c, agent.id, now - CLOSED_SHOWN_MS),
    },
  };
}

/** A customer sees an agent's first name, and nothing else of them. */
export function firstNameOf(name: string | null): string | null {
  return name?.split(" ")[0] ?? null;
}

/** In these states a conversation is its customer's newest one: there is no other beside it. */
const openStates = new Set<ConversationState>(["queued", "offered", "active", "waiting"]);

/**
 * What a widget shows of its customer's newest conversation.
 * @param about a conversation of theirs, as it is stored, where one is at hand.
 */
export async function readChat(
  c: Connection,
  principal: VisitorPrincipal,
  about?: ConversationRow,
): Promise<ChatView> {
  const row =
    about && openStates.has(about.state)
      ? about
      : await latestConversationOf(c, principal.customer, principal.workstream);
  const visitor = await visitorById(c, principal.visitorId);
  const contact = principal.contactId === null ? null : await contactById(c, principal.contactId);
  const owned = row && (row.state === "active" || row.state === "wrapUp") ? row.ownerId : null;
  const waiting = row !== null && (row.state === "queued" || row.state === "offered");
  return {
    conversation: row?.id ?? null,
    chart: row?.chart ?? (await workstreamByKey(c, principal.workstream))?.chart ?? "liveChat",
    state: row?.state ?? null,
    agent: owned ? firstNameOf((await agentById(c, owned))?.name ?? null) : null,
    position: waiting ? (await aheadInLine(c, row)) + 1 : null,
    number: visitor?.number ?? null,
    name: contact?.name ?? null,
  };
}

/** The newest messages of a chat: none of one that is over, for its history is not shown again. */
export async function readChatMessages(c: Connection, chat: ChatView): Promise<MessageView[]> {
  if (chat.conversation === null || chat.state === "ended") return [];
  return (await messagesBefore(c, chat.conversation, Number.MAX_SAFE_INTEGER, CHAT_MESSAGES)).messages;
}
