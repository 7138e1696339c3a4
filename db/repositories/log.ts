import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import type { JsonObject, Tables } from "../schema/tables.ts";

export type EventRow = Tables["event"]["$inferSelect"];
export type CommandRow = Tables["command"]["$inferSelect"];
export type FollowupRow = Tables["followup"]["$inferSelect"];

const queries = prepared("log", ({ db, tables: { event, command, followup } }) => ({
  append: (p: {
    at: number;
    by: string;
    role: string;
    machine: string;
    machineId: string;
    rev: number;
    hash: string;
    type: string;
    payload: EventRow["payload"];
    edges: string[];
    before: string | null;
    after: string | null;
    commandId: string | null;
    audience: EventRow["audience"];
  }) =>
    db
      .insert(event)
      .values({
        at: p.at,
        by: p.by,
        role: p.role,
        machine: p.machine,
        machineId: p.machineId,
        rev: p.rev,
        hash: p.hash,
        type: p.type,
        payload: p.payload,
        edges: p.edges,
        before: p.before,
        after: p.after,
        commandId: p.commandId,
        audience: p.audience,
      })
      .returning({ seq: event.seq }),
  after: (p: { seq: number; limit: number }) =>
    db.select().from(event).where(gt(event.seq, p.seq)).orderBy(asc(event.seq)).limit(p.limit),
  of: (p: { machineId: string; limit: number }) =>
    db
      .select()
      .from(event)
      .where(eq(event.machineId, p.machineId))
      .orderBy(asc(event.rev), asc(event.seq))
      .limit(p.limit),
  first: (_: Record<string, never>) =>
    db.select({ seq: event.seq }).from(event).orderBy(asc(event.seq)).limit(1),
  last: (_: Record<string, never>) =>
    db.select({ seq: event.seq }).from(event).orderBy(desc(event.seq)).limit(1),
  command: (p: { principal: string; id: string }) =>
    db
      .select()
      .from(command)
      .where(and(eq(command.principal, p.principal), eq(command.id, p.id))),
  keep: (p: CommandRow) =>
    db
      .insert(command)
      .values({
        principal: p.principal,
        id: p.id,
        payloadHash: p.payloadHash,
        reply: p.reply,
        seq: p.seq,
        at: p.at,
      })
      .returning({ id: command.id }),
  followUp: (p: { name: string; target: string; input: JsonObject; at: number }) =>
    db
      .insert(followup)
      .values({ name: p.name, target: p.target, input: p.input, at: p.at })
      .returning({ id: followup.id }),
  followups: (p: { limit: number }) => db.select().from(followup).orderBy(asc(followup.id)).limit(p.limit),
  followedUp: (p: { id: number }) =>
    db.delete(followup).where(eq(followup.id, p.id)).returning({ id: followup.id }),
}));

/** Adds one row to the event log. @returns its sequence number. */
export async function appendEvent(c: Connection, row: Omit<EventRow, "seq">): Promise<number> {
  const made = await queries(c).append(row);
  return made[0]?.seq ?? 0;
}

/** Events after `seq`, in order. */
export async function eventsAfter(c: Connection, seq: number, limit: number): Promise<EventRow[]> {
  return queries(c).after({ seq, limit });
}

/** What happened to one machine, in order. */
export async function eventsOf(c: Connection, machineId: string, limit = 10_000): Promise<EventRow[]> {
  return queries(c).of({ machineId, limit });
}

/** First and last sequence number of the log; zeros when it is empty. */
export async function logBounds(c: Connection): Promise<{ first: number; last: number }> {
  // Two questions: SQLite answers min and max together only by reading the whole log.
  const first = (await queries(c).first({}))[0];
  const last = (await queries(c).last({}))[0];
  return { first: first?.seq ?? 0, last: last?.seq ?? 0 };
}

/** What was answered to this principal's command of this id. */
export async function commandOf(c: Connection, principal: string, id: string): Promise<CommandRow | null> {
  return (await queries(c).command({ principal, id }))[0] ?? null;
}

export async function keepCommand(c: Connection, row: CommandRow): Promise<void> {
  await queries(c).keep(row);
}

/** Forgets the replies given before `before`. */
export async function forgetCommands(c: Connection, before: number): Promise<void> {
  await c.db.delete(c.tables.command).where(lt(c.tables.command.at, before));
}

/** Notes what is to happen to another machine because of this event. @returns its id. */
export async function addFollowup(
  c: Connection,
  row: { name: string; target: string; input: JsonObject; at: number },
): Promise<number> {
  return (await queries(c).followUp(row))[0]?.id ?? 0;
}

export async function openFollowups(c: Connection, limit: number): Promise<FollowupRow[]> {
  return queries(c).followups({ limit });
}

/** @returns false when it was done already. */
export async function followupDone(c: Connection, id: number): Promise<boolean> {
  return (await queries(c).followedUp({ id })).length === 1;
}
