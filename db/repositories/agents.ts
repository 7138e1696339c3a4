import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import type { Tables } from "../schema/tables.ts";

export type AgentRow = Tables["agent"]["$inferSelect"];
export type PresenceRow = Tables["presence"]["$inferSelect"];

const queries = prepared("agent", ({ db, tables: { agent: t, presence, queueMember, conversation } }) => ({
  byId: (p: { id: string }) => db.select().from(t).where(eq(t.id, p.id)),
  byEmail: (p: { email: string }) => db.select().from(t).where(eq(t.email, p.email)),
  /** The conditional update that capacity rests on: no row means there is no room. */
  take: (p: { id: string; units: number; at: number }) =>
    db
      .update(t)
      .set({ load: sql`${t.load} + ${p.units}` })
      .where(and(eq(t.id, p.id), lte(sql`${t.load} + ${p.units}`, t.capacity)))
      .returning({ load: t.load, capacity: t.capacity }),
  change: (p: { id: string; units: number }) =>
    db
      .update(t)
      .set({ load: sql`${t.load} + ${p.units}` })
      .where(eq(t.id, p.id))
      .returning({ load: t.load, capacity: t.capacity }),
  free: (p: { id: string; units: number; at: number }) =>
    db
      .update(t)
      .set({ load: sql`${t.load} - ${p.units}`, idleSince: sql`${p.at}` })
      .where(eq(t.id, p.id))
      .returning({ load: t.load, capacity: t.capacity }),
  queues: (p: { agent: string }) =>
    db
      .select({ queue: queueMember.queueId })
      .from(queueMember)
      .where(eq(queueMember.agentId, p.agent))
      .orderBy(asc(queueMember.queueId)),
  candidates: (p: { queue: string; units: number }) =>
    db
      .select({
        id: t.id,
        presence: t.presence,
        idleSince: t.idleSince,
        conversations:
          sql<number>`(select count(*) from ${conversation} where ${conversation.ownerId} = ${t.id} and ${conversation.state} in ('offered', 'active', 'wrapUp'))`.mapWith(
            Number,
          ),
      })
      .from(t)
      .innerJoin(queueMember, eq(queueMember.agentId, t.id))
      .where(
        and(
          eq(queueMember.queueId, p.queue),
          eq(t.active, sql`true`),
          lte(sql`${t.load} + ${p.units}`, t.capacity),
        ),
      ),
  presenceOf: (p: { agent: string }) => db.select().from(presence).where(eq(presence.agentId, p.agent)),
  savePresence: (p: PresenceRow) =>
    db
      .insert(presence)
      .values({ agentId: p.agentId, chart: p.chart, hash: p.hash, rev: p.rev, snapshot: p.snapshot })
      .onConflictDoUpdate({
        target: presence.agentId,
        set: {
          hash: sql`excluded.hash`,
          rev: sql`excluded.rev`,
          snapshot: sql`excluded.snapshot`,
        },
      })
      .returning({ id: presence.agentId }),
}));

export async function agentById(c: Connection, id: string): Promise<AgentRow | null> {
  return (await queries(c).byId({ id }))[0] ?? null;
}

export async function agentByEmail(c: Connection, email: string): Promise<AgentRow | null> {
  return (await queries(c).byEmail({ email }))[0] ?? null;
}

export async function allAgents(c: Connection): Promise<AgentRow[]> {
  return c.db.select().from(c.tables.agent).orderBy(asc(c.tables.agent.name));
}

export async function insertAgent(c: Connection, row: AgentRow): Promise<void> {
  await c.db.insert(c.tables.agent).values(row);
}

export async function updateAgent(
  c: Connection,
  id: string,
  change: Partial<Pick<AgentRow, "locale" | "scheme" | "presence" | "name" | "role" | "active" | "capacity">>,
): Promise<void> {
  await c.db.update(c.tables.agent).set(change).where(eq(c.tables.agent.id, id));
}

/**
 * Takes units of an agent's capacity, if there is room or `forced`.
 * @returns the new load, or null when there is no room.
 */
export async function takeCapacity(
  c: Connection,
  id: string,
  units: number,
  at: number,
  forced: boolean,
): Promise<{ load: number; capacity: number } | null> {
  const rows = forced ? await queries(c).change({ id, units }) : await queries(c).take({ id, units, at });
  return rows[0] ?? null;
}

/** Gives units back, and counts the agent as idle from `at` on. */
export async function freeCapacity(
  c: Connection,
  id: string,
  units: number,
  at: number,
): Promise<{ load: number; capacity: number } | null> {
  return (await queries(c).free({ id, units, at }))[0] ?? null;
}

/** The queues whose conversations an agent may take. */
export async function queuesOf(c: Connection, agent: string): Promise<string[]> {
  return (await queries(c).queues({ agent })).map((row) => row.queue);
}

export type Candidate = {
  id: string;
  presence: AgentRow["presence"];
  idleSince: number;
  conversations: number;
};

/** Active members of a queue with room for `units`, in no order. */
export async function candidatesOf(c: Connection, queue: string, units: number): Promise<Candidate[]> {
  return queries(c).candidates({ queue, units });
}

export async function presenceOf(c: Connection, agent: string): Promise<PresenceRow | null> {
  return (await queries(c).presenceOf({ agent }))[0] ?? null;
}

export async function savePresence(c: Connection, row: PresenceRow): Promise<void> {
  await queries(c).savePresence(row);
}

export async function addQueue(c: Connection, id: string, name: string): Promise<void> {
  await c.db.insert(c.tables.queue).values({ id, name });
}

export async function addToQueue(c: Connection, queueId: string, agentId: string): Promise<void> {
  await c.db.insert(c.tables.queueMember).values({ queueId, agentId });
}

/** Takes somebody out of every queue. */
export async function leaveQueues(c: Connection, agentId: string): Promise<void> {
  await c.db.delete(c.tables.queueMember).where(eq(c.tables.queueMember.agentId, agentId));
}

export async function allQueues(c: Connection): Promise<{ id: string; name: string }[]> {
  return c.db.select().from(c.tables.queue);
}
