import { and, asc, eq, gt, inArray, lte, or, sql } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import type { Tables } from "../schema/tables.ts";

export type TimerRow = Tables["timer"]["$inferSelect"];

const queries = prepared("timer", ({ db, tables: { timer: t } }) => ({
  of: (p: { machine: string; machineId: string }) =>
    db
      .select()
      .from(t)
      .where(and(eq(t.machine, p.machine), eq(t.machineId, p.machineId))),
  arm: (p: TimerRow) =>
    db
      .insert(t)
      .values({
        machine: p.machine,
        machineId: p.machineId,
        timerId: p.timerId,
        armedRev: p.armedRev,
        armedAt: p.armedAt,
        delayName: p.delayName,
        dueAt: p.dueAt,
        event: p.event,
      })
      .onConflictDoUpdate({
        target: [t.machine, t.machineId, t.timerId],
        set: {
          armedRev: sql`excluded.armed_rev`,
          armedAt: sql`excluded.armed_at`,
          delayName: sql`excluded.delay_name`,
          dueAt: sql`excluded.due_at`,
          event: sql`excluded.event`,
        },
      })
      .returning({ id: t.timerId }),
  cancel: (p: { machine: string; machineId: string; timerId: string }) =>
    db
      .delete(t)
      .where(and(eq(t.machine, p.machine), eq(t.machineId, p.machineId), eq(t.timerId, p.timerId)))
      .returning({ id: t.timerId }),
  due: (p: { now: number; limit: number }) =>
    db
      .select({ machine: t.machine, machineId: t.machineId })
      .from(t)
      .where(lte(t.dueAt, p.now))
      .orderBy(asc(t.dueAt))
      .limit(p.limit),
  next: (_: Record<string, never>) => db.select({ dueAt: t.dueAt }).from(t).orderBy(asc(t.dueAt)).limit(1),
}));

/** A machine's running timers, earliest first. */
export async function timersOf(c: Connection, machine: string, machineId: string): Promise<TimerRow[]> {
  const rows = await queries(c).of({ machine, machineId });
  // A machine has one or two: setting up a sorter in the database takes longer than all the rest.
  return rows.sort((a, b) => a.dueAt - b.dueAt || (a.timerId < b.timerId ? -1 : 1));
}

export async function armTimer(c: Connection, row: TimerRow): Promise<void> {
  await queries(c).arm(row);
}

export async function cancelTimer(
  c: Connection,
  machine: string,
  machineId: string,
  timerId: string,
): Promise<void> {
  await queries(c).cancel({ machine, machineId, timerId });
}

/**
 * Machines with something due at `now`, longest due first, and as often as they have something due: taking
 * each once in the database reads all timers, those of waiting conversations too.
 */
export async function dueMachines(
  c: Connection,
  now: number,
  limit: number,
): Promise<{ machine: string; machineId: string }[]> {
  return queries(c).due({ now, limit });
}

/** When the next timer is due, or null when none runs. */
export async function nextDue(c: Connection): Promise<number | null> {
  return (await queries(c).next({}))[0]?.dueAt ?? null;
}

/**
 * Moves the timers of delays that measure what a person could have done by the time that the server was
 * down: from its last sign of life, or from when the timer was armed, until now. The deadlines that
 * conversations show move along.
 * @returns the conversations whose deadline may have moved.
 */
export async function shiftTimers(
  c: Connection,
  delayNames: readonly string[],
  lastAlive: number,
  now: number,
): Promise<string[]> {
  const t = c.tables.timer;
  const names = inArray(t.delayName, [...delayNames]);
  await c.db
    .update(t)
    .set({ dueAt: sql`${now} + ${t.dueAt} - ${t.armedAt}`, armedAt: now })
    .where(and(names, gt(t.armedAt, lastAlive)));
  const down = now - lastAlive;
  await c.db
    .update(t)
    .set({ dueAt: sql`${t.dueAt} + ${down}`, armedAt: sql`${t.armedAt} + ${down}` })
    .where(and(names, lte(t.armedAt, lastAlive)));
  return moveDeadlines(c);
}

/**
 * Moves all timers of these delays by `by` milliseconds, and the deadlines that conversations show.
 * @returns the conversations whose deadline may have moved.
 */
export async function moveTimers(
  c: Connection,
  delayNames: readonly string[],
  by: number,
): Promise<string[]> {
  const t = c.tables.timer;
  await c.db
    .update(t)
    .set({ dueAt: sql`${t.dueAt} + ${by}`, armedAt: sql`${t.armedAt} + ${by}` })
    .where(inArray(t.delayName, [...delayNames]));
  return moveDeadlines(c);
}

/**
 * Sets the deadlines of offers and of wrap-ups as their timers have them now. It goes by the timers, which are
 * few, and never through the conversations of all years.
 */
async function moveDeadlines(c: Connection): Promise<string[]> {
  const { timer: t, conversation } = c.tables;
  const moved = await c.db
    .update(conversation)
    .set({
      deadline: sql`(select ${t.dueAt} from ${t} where ${t.machine} = ${conversation.chart} and ${t.machineId} = ${conversation.id} and ${t.delayName} = case ${conversation.state} when 'offered' then 'offerTime' else 'wrapUpTime' end)`,
    })
    .where(
      and(
        sql`${conversation.id} in (select ${t.machineId} from ${t} where ${t.delayName} in ('offerTime', 'wrapUpTime'))`,
        inArray(conversation.state, ["offered", "wrapUp"]),
      ),
    )
    .returning({ id: conversation.id });
  return moved.map(({ id }) => id);
}

/** The next `limit` timers of one delay after the key `after`, in key order. */
export async function timersOfDelay(
  c: Connection,
  delayName: string,
  after: { machineId: string; timerId: string },
  limit: number,
): Promise<TimerRow[]> {
  const t = c.tables.timer;
  return c.db
    .select()
    .from(t)
    .where(
      and(
        eq(t.delayName, delayName),
        or(
          gt(t.machineId, after.machineId),
          and(eq(t.machineId, after.machineId), gt(t.timerId, after.timerId)),
        ),
      ),
    )
    .orderBy(asc(t.machineId), asc(t.timerId))
    .limit(limit);
}
