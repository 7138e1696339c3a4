import { and, asc, eq } from "drizzle-orm";
import type { TabParams } from "#machines/wire/records.ts";
import { type Connection, prepared } from "../connection.ts";
import type { Tables } from "../schema/tables.ts";

export type TabRow = Tables["tab"]["$inferSelect"];

/** The tabs of an agent's sessions, beside each one's anchor. */
const queries = prepared("tab", ({ db, tables: { tab: t } }) => ({
  all: (p: { agent: string }) =>
    db.select().from(t).where(eq(t.agentId, p.agent)).orderBy(asc(t.session), asc(t.position), asc(t.id)),
  of: (p: { agent: string; session: string }) =>
    db
      .select()
      .from(t)
      .where(and(eq(t.agentId, p.agent), eq(t.session, p.session)))
      .orderBy(asc(t.position), asc(t.id)),
  open: (p: TabRow) =>
    db
      .insert(t)
      .values({
        agentId: p.agentId,
        session: p.session,
        id: p.id,
        kind: p.kind,
        subject: p.subject,
        params: p.params,
        position: p.position,
        openedAt: p.openedAt,
      })
      .onConflictDoNothing()
      .returning({ id: t.id }),
  close: (p: { agent: string; session: string; id: string }) =>
    db
      .delete(t)
      .where(and(eq(t.agentId, p.agent), eq(t.session, p.session), eq(t.id, p.id)))
      .returning({ id: t.id }),
  closeAll: (p: { agent: string; session: string }) =>
    db
      .delete(t)
      .where(and(eq(t.agentId, p.agent), eq(t.session, p.session)))
      .returning({ id: t.id }),
  move: (p: { agent: string; session: string; id: string; position: number }) =>
    db
      .update(t)
      .set({ position: p.position })
      .where(and(eq(t.agentId, p.agent), eq(t.session, p.session), eq(t.id, p.id)))
      .returning({ id: t.id }),
  save: (p: { agent: string; session: string; id: string; params: TabParams }) =>
    db
      .update(t)
      .set({ params: p.params })
      .where(and(eq(t.agentId, p.agent), eq(t.session, p.session), eq(t.id, p.id)))
      .returning({ id: t.id }),
}));

/** All tabs of an agent, by session and in their order. */
export async function tabsOf(c: Connection, agent: string): Promise<TabRow[]> {
  return queries(c).all({ agent });
}

/** The tabs of one session, in their order. */
export async function tabsIn(c: Connection, agent: string, session: string): Promise<TabRow[]> {
  return queries(c).of({ agent, session });
}

export async function openTabRow(c: Connection, row: TabRow): Promise<void> {
  await queries(c).open(row);
}

/** @returns false when it was not open. */
export async function closeTabRow(
  c: Connection,
  agent: string,
  session: string,
  id: string,
): Promise<boolean> {
  return (await queries(c).close({ agent, session, id })).length === 1;
}

export async function closeTabsIn(c: Connection, agent: string, session: string): Promise<void> {
  await queries(c).closeAll({ agent, session });
}

export async function moveTabRow(
  c: Connection,
  agent: string,
  session: string,
  id: string,
  position: number,
): Promise<void> {
  await queries(c).move({ agent, session, id, position });
}

/** @returns false when it was not open. */
export async function saveTabRow(
  c: Connection,
  agent: string,
  session: string,
  id: string,
  params: TabParams,
): Promise<boolean> {
  return (await queries(c).save({ agent, session, id, params })).length === 1;
}
