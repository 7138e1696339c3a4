import { and, asc, count, desc, eq, gt, lt, or, sql } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import type { Tables } from "../schema/tables.ts";

export type ConversationRow = Tables["conversation"]["$inferSelect"];

const queries = prepared("conversation", ({ db, tables: { conversation: t } }) => ({
  byId: (p: { id: string }) => db.select().from(t).where(eq(t.id, p.id)),
  openOf: (p: { customer: string; workstream: string }) =>
    db
      .select()
      .from(t)
      .where(
        and(
          eq(t.customer, p.customer),
          eq(t.workstream, p.workstream),
          sql`${t.state} in ('queued', 'offered', 'active', 'waiting')`,
        ),
      ),
  latestOf: (p: { customer: string; workstream: string }) =>
    db
      .select()
      .from(t)
      .where(and(eq(t.customer, p.customer), eq(t.workstream, p.workstream)))
      // Of two that began in one millisecond the newer one is the one that is open.
      .orderBy(
        desc(t.createdAt),
        sql`case when ${t.state} in ('queued', 'offered', 'active', 'waiting') then 0 else 1 end`,
        desc(t.id),
      )
      .limit(1),
  insert: (p: ConversationRow) =>
    db
      .insert(t)
      .values({
        id: p.id,
        workstream: p.workstream,
        chart: p.chart,
        channel: p.channel,
        customer: p.customer,
        visitorId: p.visitorId,
        contactId: p.contactId,
        caseId: p.caseId,
        queueId: p.queueId,
        ownerId: p.ownerId,
        affinityId: p.affinityId,
        state: p.state,
        priority: p.priority,
        outcome: p.outcome,
        previousId: p.previousId,
        page: p.page,
        browser: p.browser,
        language: p.language,
        createdAt: p.createdAt,
        updatedAt: p.updatedAt,
        closedAt: p.closedAt,
        waitingSince: p.waitingSince,
        deadline: p.deadline,
        lastSeq: p.lastSeq,
        customerCount: p.customerCount,
        lastSide: p.lastSide,
        lastText: p.lastText,
        lastAt: p.lastAt,
        hash: p.hash,
        rev: p.rev,
        policyRev: p.policyRev,
        snapshot: p.snapshot,
      })
      .returning({ id: t.id }),
  update: (p: ConversationRow & { expected: number }) =>
    db
      .update(t)
      .set({
        contactId: p.contactId,
        caseId: p.caseId,
        queueId: p.queueId,
        ownerId: p.ownerId,
        affinityId: p.affinityId,
        state: p.state,
        priority: p.priority,
        outcome: p.outcome,
        updatedAt: p.updatedAt,
        closedAt: p.closedAt,
        waitingSince: p.waitingSince,
        deadline: p.deadline,
        lastSeq: p.lastSeq,
        customerCount: p.customerCount,
        lastSide: p.lastSide,
        lastText: p.lastText,
        lastAt: p.lastAt,
        hash: p.hash,
        rev: p.rev,
        policyRev: p.policyRev,
        snapshot: p.snapshot,
      })
      .where(and(eq(t.id, p.id), eq(t.rev, p.expected)))
      .returning({ id: t.id }),
  /** What every message changes: no index has to be touched but those of `updated_at`. */
  progress: (p: ConversationRow & { expected: number }) =>
    db
      .update(t)
      .set({
        updatedAt: p.updatedAt,
        waitingSince: p.waitingSince,
        lastSeq: p.lastSeq,
        customerCount: p.customerCount,
        lastSide: p.lastSide,
        lastText: p.lastText,
        lastAt: p.lastAt,
        rev: p.rev,
        snapshot: p.snapshot,
      })
      .where(and(eq(t.id, p.id), eq(t.rev, p.expected)))
      .returning({ id: t.id }),
  held: (p: { agent: string }) =>
    db
      .select()
      .from(t)
      .where(and(eq(t.ownerId, p.agent), sql`${t.state} in ('offered', 'active', 'wrapUp')`))
      .orderBy(asc(t.createdAt)),
  line: (p: { queue: string; limit: number }) =>
    db
      .select()
      .from(t)
      .where(
        and(
          eq(t.queueId, p.queue),
          // The words of the index `conversation_line`: that the next line means as much, SQLite does not see.
          sql`${t.state} in ('queued', 'offered')`,
          sql`${t.state} = 'queued'`,
        ),
      )
      .orderBy(desc(t.priority), asc(t.createdAt), asc(t.id))
      .limit(p.limit),
  before: (p: { queue: string; priority: number; createdAt: number; id: string }) =>
    db
      .select({ ahead: count() })
      .from(t)
      .where(
        and(
          eq(t.queueId, p.queue),
          sql`${t.state} in ('queued', 'offered')`,
          or(
            gt(t.priority, p.priority),
            and(eq(t.priority, p.priority), lt(t.createdAt, p.createdAt)),
            and(eq(t.priority, p.priority), eq(t.createdAt, p.createdAt), lt(t.id, p.id)),
          ),
        ),
      ),
  ofCustomer: (p: { customer: string; limit: number }) =>
    db
      .select()
      .from(t)
      .where(eq(t.customer, p.customer))
      .orderBy(desc(t.createdAt), desc(t.id))
      .limit(p.limit),
}));

export async function conversationById(c: Connection, id: string): Promise<ConversationRow | null> {
  return (await queries(c).byId({ id }))[0] ?? null;
}

/** The customer's one conversation in that workstream that is not over (queued to waiting). */
export async function openConversationOf(
  c: Connection,
  customer: string,
  workstream: string,
): Promise<ConversationRow | null> {
  return (await queries(c).openOf({ customer, workstream }))[0] ?? null;
}

/** The customer's newest conversation in that workstream, in whatever state. */
export async function latestConversationOf(
  c: Connection,
  customer: string,
  workstream: string,
): Promise<ConversationRow | null> {
  return (await queries(c).latestOf({ customer, workstream }))[0] ?? null;
}

export async function insertConversation(c: Connection, row: ConversationRow): Promise<void> {
  await queries(c).insert(row);
}

/** Columns that a message leaves as they are. */
const standing = [
  "contactId",
  "caseId",
  "queueId",
  "ownerId",
  "affinityId",
  "state",
  "priority",
  "outcome",
  "closedAt",
  "deadline",
  "hash",
  "policyRev",
] as const satisfies (keyof ConversationRow)[];

/**
 * @param before the row as it is stored, where it is known: what has not changed is then not written.
 * @returns false when the stored revision is not `expected`: somebody was first.
 */
export async function updateConversation(
  c: Connection,
  row: ConversationRow,
  expected: number,
  before?: ConversationRow,
): Promise<boolean> {
  const stands = before !== undefined && standing.every((column) => before[column] === row[column]);
  const { progress, update } = queries(c);
  return (await (stands ? progress : update)({ ...row, expected })).length === 1;
}

/** What consumes an agent's attention: offered, active and in wrap-up, oldest first. */
export async function conversationsHeldBy(c: Connection, agent: string): Promise<ConversationRow[]> {
  return queries(c).held({ agent });
}

/** The queue's line: queued conversations, first in line first. */
export async function lineOfQueue(c: Connection, queue: string, limit: number): Promise<ConversationRow[]> {
  return queries(c).line({ queue, limit });
}

/** How many stand before this one in its queue. */
export async function aheadInLine(c: Connection, row: ConversationRow): Promise<number> {
  const found = await queries(c).before({
    queue: row.queueId,
    priority: row.priority,
    createdAt: row.createdAt,
    id: row.id,
  });
  return Number(found[0]?.ahead ?? 0);
}

/** A customer's conversations, newest first. */
export async function conversationsOfCustomer(
  c: Connection,
  customer: string,
  limit: number,
): Promise<ConversationRow[]> {
  return queries(c).ofCustomer({ customer, limit });
}

/** Open conversations of a workstream whose policy is older than `policyRev`; at most `limit`. */
export async function staleConversations(
  c: Connection,
  workstream: string,
  policyRev: number,
  limit: number,
): Promise<{ id: string }[]> {
  const { conversation: t } = c.tables;
  return c.db
    .select({ id: t.id })
    .from(t)
    .where(
      and(
        eq(t.workstream, workstream),
        lt(t.policyRev, policyRev),
        // The words of the index `conversation_policy`; as parameters it could not be used.
        sql`${t.state} in ('queued', 'offered', 'active', 'waiting', 'wrapUp')`,
      ),
    )
    .limit(limit);
}
