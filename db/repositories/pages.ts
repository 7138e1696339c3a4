import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { StreamSort } from "#machines/wire/records.ts";
import type { ConversationState, WorkItem } from "#machines/wire/views.ts";
import type { Connection } from "../connection.ts";
import { itemsByIds } from "./items.ts";

/**
 * The three streams of work items a page at a time. A page begins after a row (its sort value and its id),
 * so it costs the same wherever it is; what belongs to a stream is asked by ranges of its indexes, and only
 * the rows of the page are joined with names.
 */

/** More rows than this are not counted. */
export const COUNTED_ROWS = 1_000;

export type StreamOf =
  | { stream: "mine"; agent: string }
  | { stream: "open"; queues: readonly string[] }
  | { stream: "closed"; agent: string; since: number };

export type RowFilter = {
  state: ConversationState | null;
  channel: "web" | "sms" | null;
  workstream: string | null;
  /** Only with these contacts or cases, or of the visitor of this number; null: any. */
  about: { contacts: readonly string[]; cases: readonly string[]; visitor: number | null } | null;
};

/** The place of a row in a sort: its value and its id. */
export type Place = { value: string | number; id: string };

export type PageQuery = {
  of: StreamOf;
  sort: { by: StreamSort; direction: "asc" | "desc" };
  filter: RowFilter;
  after: Place | null;
  limit: number;
};

const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * What rows are sorted by. `line` is the order of the queue: those that were with somebody already first,
 * then the oldest; as one number: the moment, less a span that no moment reaches.
 */
const SPAN = 10_000_000_000_000;

function sortValue({ tables: { conversation: t, contact, visitor } }: Connection, by: StreamSort): SQL {
  switch (by) {
    case "line":
      return sql`${t.createdAt} - ${t.priority} * ${sql.raw(String(SPAN))}`;
    case "updated":
      return sql`${t.updatedAt}`;
    case "created":
      return sql`${t.createdAt}`;
    case "closed":
      return sql`coalesce(${t.closedAt}, ${sql.raw(String(NEVER))})`;
    case "waiting":
      return sql`coalesce(${t.waitingSince}, ${sql.raw(String(NEVER))})`;
    case "workstream":
      return sql`${t.workstream}`;
    case "customer":
      // Known customers by name, then visitors by number.
      return sql`coalesce('a' || (select ${contact.nameKey} from ${contact} where ${contact.id} = ${t.contactId}), 'b' || substr('0000000000' || coalesce((select ${visitor.number} from ${visitor} where ${visitor.id} = ${t.visitorId}), 0), -10))`;
  }
}

/**
 * A range of one partial index, and what its rows are sorted by: a column that the index goes on with, where
 * there is one. `shift` is what a row's place is less than that column by.
 */
type Range = { where: SQL; value: SQL; shift: number };

/** The ranges that a stream is made of. */
function ranges(c: Connection, { of, sort, filter }: Pick<PageQuery, "of" | "sort" | "filter">): Range[] {
  const t = c.tables.conversation;
  const range = (value: SQL, shift: number, ...some: (SQL | undefined)[]): Range => ({
    where: and(...some) ?? sql`true`,
    value,
    shift,
  });
  const usual = sortValue(c, sort.by);
  if (of.stream === "mine") {
    return [
      range(usual, 0, eq(t.ownerId, of.agent), sql`${t.state} in ('active', 'wrapUp')`),
      range(usual, 0, eq(t.affinityId, of.agent), sql`${t.state} = 'waiting'`),
    ];
  }
  if (of.stream === "closed") {
    const value = sort.by === "closed" ? sql`${t.closedAt}` : usual;
    return [range(value, 0, eq(t.ownerId, of.agent), sql`${t.state} = 'ended'`, gte(t.closedAt, of.since))];
  }
  const queued = sql`${t.state} in ('queued', 'offered')`;
  return of.queues.flatMap((queue) => {
    // Of a few customers and cases there are few rows: they are found by theirs, not by the queue's index.
    const here = filter.about === null ? eq(t.queueId, queue) : sql`${t.queueId} || '' = ${queue}`;
    if (sort.by === "line" || sort.by === "created") {
      return [1, 0].map((priority) => {
        const shift = sort.by === "line" ? priority * SPAN : 0;
        return range(sql`${t.createdAt}`, shift, here, eq(t.priority, priority), queued);
      });
    }
    if (sort.by === "waiting") {
      return [
        range(sql`${t.waitingSince}`, 0, here, isNotNull(t.waitingSince), queued),
        range(sql.raw(String(NEVER)), 0, here, isNull(t.waitingSince), queued),
      ];
    }
    return [range(usual, 0, here, queued)];
  });
}

function filters(
  { tables: { conversation: t, visitor }, db }: Connection,
  filter: RowFilter,
): SQL | undefined {
  const { about } = filter;
  return and(
    filter.state === null ? undefined : eq(t.state, filter.state),
    filter.channel === null ? undefined : eq(t.channel, filter.channel),
    filter.workstream === null ? undefined : eq(t.workstream, filter.workstream),
    about === null
      ? undefined
      : (or(
          about.contacts.length === 0 ? undefined : inArray(t.contactId, [...about.contacts]),
          about.cases.length === 0 ? undefined : inArray(t.caseId, [...about.cases]),
          about.visitor === null
            ? undefined
            : inArray(
                t.customer,
                db
                  .select({ customer: sql<string>`'visitor:' || ${visitor.id}` })
                  .from(visitor)
                  .where(eq(visitor.number, about.visitor)),
              ),
        ) ?? sql`false`),
  );
}

/** Values of one sort are all numbers, or all texts; texts are compared as the database does, by code point. */
function compare(a: Place, b: Place, descending: boolean): number {
  const byValue = a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
  const ascending = byValue || (a.id < b.id ? -1 : 1);
  return descending ? -ascending : ascending;
}

/** One page of a stream, and where the next one begins; null when this is the last. */
export async function pageOf(
  c: Connection,
  query: PageQuery,
): Promise<{ items: WorkItem[]; next: Place | null }> {
  const t = c.tables.conversation;
  const { after, limit } = query;
  const descending = query.sort.direction === "desc";
  const found: Place[] = [];
  for (const { where, value, shift } of ranges(c, query)) {
    const from = after === null || shift === 0 ? after?.value : Number(after.value) + shift;
    const further =
      after === null
        ? undefined
        : and(
            // By itself this says nothing new: it is where an index begins.
            descending ? lte(value, from) : gte(value, from),
            descending ? or(lt(value, from), lt(t.id, after.id)) : or(gt(value, from), gt(t.id, after.id)),
          );
    const rows = await c.db
      .select({ id: t.id, value: sql<string | number>`${value}` })
      .from(t)
      .where(and(where, filters(c, query.filter), further))
      .orderBy(descending ? desc(value) : asc(value), descending ? desc(t.id) : asc(t.id))
      .limit(limit + 1);
    for (const row of rows) {
      found.push({ id: row.id, value: shift === 0 ? row.value : Number(row.value) - shift });
    }
  }
  found.sort((a, b) => compare(a, b, descending));
  const page = found.slice(0, limit);
  const last = page[page.length - 1];
  return {
    items: await itemsByIds(
      c,
      page.map((each) => each.id),
    ),
    next: found.length > limit && last ? last : null,
  };
}

/** How many rows a stream has, counted up to `COUNTED_ROWS`. */
export async function countOf(c: Connection, query: Pick<PageQuery, "of" | "filter">): Promise<number> {
  let total = 0;
  const t = c.tables.conversation;
  for (const { where } of ranges(c, { ...query, sort: { by: "updated", direction: "asc" } })) {
    const some = c.db
      .select({ one: sql`1`.as("one") })
      .from(t)
      .where(and(where, filters(c, query.filter)))
      .limit(COUNTED_ROWS)
      .as("some");
    const rows = await c.db.select({ rows: count() }).from(some);
    total += Number(rows[0]?.rows ?? 0);
  }
  return Math.min(total, COUNTED_ROWS);
}
