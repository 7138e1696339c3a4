import { and, asc, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { WorkItem } from "#machines/wire/views.ts";
import type { Connection } from "../connection.ts";
import { prepared } from "../connection.ts";
import type { ConversationRow } from "./conversations.ts";

/** A desk holds at most this many of what is one's own. */
export const LIST_LIMIT = 500;
/** And this many of what is open or closed: its tables read those by pages, however many there are. */
export const BEGINNING = 100;

/** One conversation joined with the names that a row shows. */
function itemsFrom({ db, tables: t }: Connection) {
  const owner = t.agent;
  return db
    .select({
      conversation: t.conversation,
      workstreamName: t.workstream.name,
      queueName: t.queue.name,
      ownerName: owner.name,
      contactName: t.contact.name,
      accountId: t.account.id,
      accountName: t.account.name,
      caseNumber: t.supportCase.number,
      caseTitle: t.supportCase.title,
      visitorNumber: t.visitor.number,
      readCount: t.participant.readCount,
    })
    .from(t.conversation)
    .innerJoin(t.workstream, eq(t.workstream.key, t.conversation.workstream))
    .innerJoin(t.queue, eq(t.queue.id, t.conversation.queueId))
    .leftJoin(owner, eq(owner.id, t.conversation.ownerId))
    .leftJoin(t.contact, eq(t.contact.id, t.conversation.contactId))
    .leftJoin(t.account, eq(t.account.id, t.contact.accountId))
    .leftJoin(t.supportCase, eq(t.supportCase.id, t.conversation.caseId))
    .leftJoin(t.visitor, eq(t.visitor.id, t.conversation.visitorId))
    .leftJoin(
      t.participant,
      and(
        eq(t.participant.conversationId, t.conversation.id),
        sql`${t.participant.agentId} = coalesce(${t.conversation.ownerId}, ${t.conversation.affinityId})`,
      ),
    );
}

const queries = prepared("item", (c) => {
  const t = c.tables.conversation;
  return {
    byId: (p: { id: string }) => itemsFrom(c).where(eq(t.id, p.id)),
    mine: (p: { agent: string; limit: number }) =>
      itemsFrom(c)
        .where(and(eq(t.ownerId, p.agent), sql`${t.state} in ('active', 'wrapUp')`))
        .orderBy(desc(t.updatedAt), asc(t.id))
        .limit(p.limit),
    waiting: (p: { agent: string; limit: number }) =>
      itemsFrom(c)
        .where(and(eq(t.affinityId, p.agent), sql`${t.state} = 'waiting'`))
        .orderBy(desc(t.updatedAt), asc(t.id))
        .limit(p.limit),
    closed: (p: { agent: string; since: number; limit: number }) =>
      itemsFrom(c)
        .where(and(eq(t.ownerId, p.agent), sql`${t.state} = 'ended'`, gte(t.closedAt, p.since)))
        .orderBy(desc(t.closedAt), asc(t.id))
        .limit(p.limit),
  };
});

type ItemRow = Awaited<ReturnType<ReturnType<typeof queries>["byId"]>>[number];

function toItem(row: ItemRow): WorkItem {
  const c = row.conversation;
  return {
    id: c.id,
    workstream: c.workstream,
    workstreamName: row.workstreamName,
    channel: c.channel,
    chart: c.chart,
    state: c.state,
    customer:
      c.contactId !== null && row.contactName !== null
        ? { kind: "contact", id: c.contactId, name: row.contactName }
        : { kind: "visitor", id: c.visitorId ?? c.customer, number: row.visitorNumber ?? 0 },
    account:
      row.accountId !== null && row.accountName !== null
        ? { id: row.accountId, name: row.accountName }
        : null,
    case:
      c.caseId !== null && row.caseNumber !== null
        ? { id: c.caseId, number: row.caseNumber, title: row.caseTitle ?? "" }
        : null,
    queue: { id: c.queueId, name: row.queueName },
    owner: c.ownerId === null ? null : { id: c.ownerId, name: row.ownerName ?? "" },
    first: c.priority > 0,
    affinity: c.affinityId,
    createdAt: c.createdAt,
    updatedAt: c.updatedAt,
    closedAt: c.closedAt,
    waitingSince: c.waitingSince,
    lastMessage:
      c.lastAt === null || c.lastSide === null
        ? null
        : { side: c.lastSide, text: c.lastText ?? "", at: c.lastAt },
    lastSeq: c.lastSeq,
    unread: c.ownerId === null && c.affinityId === null ? 0 : c.customerCount - (row.readCount ?? 0),
    deadline: c.deadline,
    outcome: c.outcome,
    page: c.page,
    browser: c.browser,
    language: c.language,
  };
}

export async function itemById(c: Connection, id: string): Promise<WorkItem | null> {
  return (await itemWithRow(c, id))?.item ?? null;
}

/** A conversation as it is stored, and as a row of the lists, by one query. */
export async function itemWithRow(
  c: Connection,
  id: string,
): Promise<{ conversation: ConversationRow; item: WorkItem } | null> {
  const row = (await queries(c).byId({ id }))[0];
  return row ? { conversation: row.conversation, item: toItem(row) } : null;
}

/** What an agent has: active, in wrap-up, and waiting for them; last touched first. */
export async function itemsMine(c: Connection, agent: string): Promise<WorkItem[]> {
  const p = { agent, limit: LIST_LIMIT };
  const rows = [...(await queries(c).mine(p)), ...(await queries(c).waiting(p))];
  return rows.map(toItem).sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
}

/** What stands in these queues: queued and offered, first in line first. */
export async function itemsOpen(c: Connection, queues: readonly string[]): Promise<WorkItem[]> {
  if (queues.length === 0) return [];
  const t = c.tables.conversation;
  const rows = await itemsFrom(c)
    .where(and(inArray(t.queueId, [...queues]), sql`${t.state} in ('queued', 'offered')`))
    .orderBy(desc(t.priority), asc(t.createdAt), asc(t.id))
    .limit(BEGINNING);
  return rows.map(toItem);
}

/** What this agent had when it ended, since `since`; last ended first. */
export async function itemsClosed(c: Connection, agent: string, since: number): Promise<WorkItem[]> {
  return (await queries(c).closed({ agent, since, limit: BEGINNING })).map(toItem);
}

/** Rows by their ids, in the order of the ids; those that are not there are left out. */
export async function itemsByIds(c: Connection, ids: readonly string[]): Promise<WorkItem[]> {
  if (ids.length === 0) return [];
  const rows = await itemsFrom(c).where(inArray(c.tables.conversation.id, [...ids]));
  const found = new Map(rows.map((row) => [row.conversation.id, toItem(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
