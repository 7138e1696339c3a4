import { and, asc, desc, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { MessageView } from "#machines/wire/views.ts";
import { type Connection, prepared } from "../connection.ts";
import type { Tables } from "../schema/tables.ts";

export type MessageRow = Tables["message"]["$inferSelect"];

const queries = prepared("message", ({ db, tables: { message: t, agent, participant } }) => {
  const views = () =>
    db.select({ message: t, author: agent.name }).from(t).leftJoin(agent, eq(agent.id, t.authorId));
  return {
    insert: (p: MessageRow) =>
      db
        .insert(t)
        .values({
          id: p.id,
          conversationId: p.conversationId,
          seq: p.seq,
          side: p.side,
          authorId: p.authorId,
          text: p.text,
          notice: p.notice,
          customerCount: p.customerCount,
          at: p.at,
        })
        .onConflictDoNothing()
        .returning({ id: t.id }),
    between: (p: { conversation: string; from: number; to: number }) =>
      views()
        .where(and(eq(t.conversationId, p.conversation), gte(t.seq, p.from), lte(t.seq, p.to)))
        .orderBy(asc(t.seq)),
    before: (p: { conversation: string; before: number; limit: number }) =>
      views()
        .where(and(eq(t.conversationId, p.conversation), lt(t.seq, p.before)))
        .orderBy(desc(t.seq))
        .limit(p.limit),
    countAt: (p: { conversation: string; seq: number }) =>
      db
        .select({ seq: t.seq, customerCount: t.customerCount })
        .from(t)
        .where(and(eq(t.conversationId, p.conversation), lte(t.seq, p.seq)))
        .orderBy(desc(t.seq))
        .limit(1),
    read: (p: { conversation: string; agent: string; seq: number; count: number }) =>
      db
        .insert(participant)
        .values({ conversationId: p.conversation, agentId: p.agent, lastReadSeq: p.seq, readCount: p.count })
        .onConflictDoUpdate({
          target: [participant.conversationId, participant.agentId],
          set: { lastReadSeq: sql`excluded.last_read_seq`, readCount: sql`excluded.read_count` },
          setWhere: sql`excluded.last_read_seq > ${participant.lastReadSeq}`,
        })
        .returning({ seq: participant.lastReadSeq }),
    lastRead: (p: { conversation: string; agent: string }) =>
      db
        .select()
        .from(participant)
        .where(and(eq(participant.conversationId, p.conversation), eq(participant.agentId, p.agent))),
  };
});

function toView({ message, author }: { message: MessageRow; author: string | null }): MessageView {
  return {
    id: message.id,
    conversation: message.conversationId,
    seq: message.seq,
    side: message.side,
    author,
    text: message.text,
    notice: message.notice,
    at: message.at,
  };
}

/** @returns false when a message of that id is there already. */
export async function insertMessage(c: Connection, row: MessageRow): Promise<boolean> {
  return (await queries(c).insert(row)).length === 1;
}

/** Messages `from` to `to` (their seq, both included), in order. */
export async function messagesBetween(
  c: Connection,
  conversation: string,
  from: number,
  to: number,
): Promise<MessageView[]> {
  return (await queries(c).between({ conversation, from, to })).map(toView);
}

/** The newest `limit` messages before `before`, in order, and whether there are older ones. */
export async function messagesBefore(
  c: Connection,
  conversation: string,
  before: number,
  limit: number,
): Promise<{ messages: MessageView[]; more: boolean }> {
  const rows = await queries(c).before({ conversation, before, limit: limit + 1 });
  return { messages: rows.slice(0, limit).reverse().map(toView), more: rows.length > limit };
}

/**
 * Marks what an agent has read, never backwards.
 * @returns whether anything changed.
 */
export async function markRead(
  c: Connection,
  conversation: string,
  agent: string,
  seq: number,
): Promise<boolean> {
  const at = (await queries(c).countAt({ conversation, seq }))[0];
  if (!at) return false;
  const changed = await queries(c).read({ conversation, agent, seq: at.seq, count: at.customerCount });
  return changed.length === 1;
}

export async function lastReadBy(c: Connection, conversation: string, agent: string): Promise<number> {
  return (await queries(c).lastRead({ conversation, agent }))[0]?.lastReadSeq ?? 0;
}
