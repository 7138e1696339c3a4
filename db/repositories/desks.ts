import { and, asc, eq, sql } from "drizzle-orm";
import type { DraftView, SessionView } from "#machines/wire/views.ts";
import { type Connection, prepared } from "../connection.ts";

/** A session as it is stored: how its subject is called, and its tabs, stand elsewhere. */
export type SessionRow = Omit<SessionView, "title" | "tabs">;

/** Sessions and drafts: what an agent has open, kept by the server. */
const queries = prepared("desk", ({ db, tables: { session, draft } }) => ({
  sessions: (p: { agent: string }) =>
    db
      .select()
      .from(session)
      .where(eq(session.agentId, p.agent))
      .orderBy(asc(session.position), asc(session.id)),
  open: (p: SessionRow & { agent: string }) =>
    db
      .insert(session)
      .values({
        agentId: p.agent,
        id: p.id,
        kind: p.kind,
        subject: p.subject,
        position: p.position,
        openedAt: p.openedAt,
      })
      .onConflictDoNothing()
      .returning({ id: session.id }),
  close: (p: { agent: string; id: string }) =>
    db
      .delete(session)
      .where(and(eq(session.agentId, p.agent), eq(session.id, p.id)))
      .returning({ id: session.id }),
  move: (p: { agent: string; id: string; position: number }) =>
    db
      .update(session)
      .set({ position: p.position })
      .where(and(eq(session.agentId, p.agent), eq(session.id, p.id)))
      .returning({ id: session.id }),
  holders: (p: { subject: string }) =>
    db.select({ agent: session.agentId, id: session.id }).from(session).where(eq(session.subject, p.subject)),
  drafts: (p: { agent: string }) =>
    db.select().from(draft).where(eq(draft.agentId, p.agent)).orderBy(asc(draft.session), asc(draft.field)),
  draft: (p: { agent: string; session: string; field: string }) =>
    db
      .select()
      .from(draft)
      .where(and(eq(draft.agentId, p.agent), eq(draft.session, p.session), eq(draft.field, p.field))),
  saveDraft: (p: {
    agent: string;
    session: string;
    field: string;
    text: string;
    rev: number;
    updatedAt: number;
  }) =>
    db
      .insert(draft)
      .values({
        agentId: p.agent,
        session: p.session,
        field: p.field,
        text: p.text,
        rev: p.rev,
        updatedAt: p.updatedAt,
      })
      .onConflictDoUpdate({
        target: [draft.agentId, draft.session, draft.field],
        set: {
          text: sql`excluded.text`,
          rev: sql`excluded.rev`,
          updatedAt: sql`excluded.updated_at`,
        },
      })
      .returning({ rev: draft.rev }),
}));

/** An agent's open sessions, in their order. Home is not one of the rows. */
export async function sessionsOf(c: Connection, agent: string): Promise<SessionRow[]> {
  return (await queries(c).sessions({ agent })).map(({ id, kind, subject, position, openedAt }) => ({
    id,
    kind,
    subject,
    position,
    openedAt,
  }));
}

/** @returns false when it is open already. */
export async function openSessionRow(c: Connection, agent: string, session: SessionRow): Promise<boolean> {
  return (await queries(c).open({ ...session, agent })).length === 1;
}

/** @returns false when it was not open. */
export async function closeSessionRow(c: Connection, agent: string, id: string): Promise<boolean> {
  return (await queries(c).close({ agent, id })).length === 1;
}

export async function moveSessionRow(
  c: Connection,
  agent: string,
  id: string,
  position: number,
): Promise<void> {
  await queries(c).move({ agent, id, position });
}

/** Who has a session open on this subject. */
export async function sessionsOn(c: Connection, subject: string): Promise<{ agent: string; id: string }[]> {
  return queries(c).holders({ subject });
}

function toDraft(row: {
  session: string;
  field: string;
  text: string;
  rev: number;
  updatedAt: number;
}): DraftView {
  return { session: row.session, field: row.field, text: row.text, rev: row.rev, updatedAt: row.updatedAt };
}

export async function draftsOf(c: Connection, agent: string): Promise<DraftView[]> {
  return (await queries(c).drafts({ agent })).map(toDraft);
}

export async function draftOf(
  c: Connection,
  agent: string,
  session: string,
  field: string,
): Promise<DraftView | null> {
  const row = (await queries(c).draft({ agent, session, field }))[0];
  return row ? toDraft(row) : null;
}

export async function saveDraft(c: Connection, agent: string, draft: DraftView): Promise<void> {
  await queries(c).saveDraft({ ...draft, agent });
}
