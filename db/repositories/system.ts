import { eq, sql } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import type { JsonObject, Tables } from "../schema/tables.ts";

export type LineRow = Tables["line"]["$inferSelect"];

const queries = prepared("system", ({ db, tables: { counter, fact, line } }) => ({
  next: (p: { name: string }) =>
    db
      .insert(counter)
      .values({ name: p.name, value: 1 })
      .onConflictDoUpdate({ target: counter.name, set: { value: sql`${counter.value} + 1` } })
      .returning({ value: counter.value }),
  raise: (p: { name: string; least: number }) =>
    db
      .insert(counter)
      .values({ name: p.name, value: p.least })
      .onConflictDoUpdate({
        target: counter.name,
        set: { value: sql`excluded.value` },
        setWhere: sql`excluded.value > ${counter.value}`,
      })
      .returning({ value: counter.value }),
  fact: (p: { key: string }) => db.select().from(fact).where(eq(fact.key, p.key)),
  setFact: (p: { key: string; value: JsonObject }) =>
    db
      .insert(fact)
      .values({ key: p.key, value: p.value })
      .onConflictDoUpdate({ target: fact.key, set: { value: sql`excluded.value` } })
      .returning({ key: fact.key }),
  openLine: (p: LineRow) =>
    db
      .insert(line)
      .values({ id: p.id, principal: p.principal, openedAt: p.openedAt })
      .returning({ id: line.id }),
  closeLine: (p: { id: string }) => db.delete(line).where(eq(line.id, p.id)).returning({ id: line.id }),
  linesOf: (p: { principal: string }) => db.select().from(line).where(eq(line.principal, p.principal)),
}));

/** The next number of a counter, from 1; never given twice. */
export async function nextNumber(c: Connection, name: string): Promise<number> {
  return (await queries(c).next({ name }))[0]?.value ?? 1;
}

/** Lets a counter go on from `least`, if it has not come so far. */
export async function raiseNumber(c: Connection, name: string, least: number): Promise<void> {
  await queries(c).raise({ name, least });
}

export async function factOf(c: Connection, key: string): Promise<JsonObject | null> {
  return (await queries(c).fact({ key }))[0]?.value ?? null;
}

export async function setFact(c: Connection, key: string, value: JsonObject): Promise<void> {
  await queries(c).setFact({ key, value });
}

export async function openLine(c: Connection, row: LineRow): Promise<void> {
  await queries(c).openLine(row);
}

/** @returns false when it was closed already. */
export async function closeLine(c: Connection, id: string): Promise<boolean> {
  return (await queries(c).closeLine({ id })).length === 1;
}

export async function linesOf(c: Connection, principal: string): Promise<LineRow[]> {
  return queries(c).linesOf({ principal });
}

/** Every line on record; those of an earlier run are dead. */
export async function allLines(c: Connection): Promise<LineRow[]> {
  return c.db.select().from(c.tables.line);
}

/** Keeps a chart's definition under its hash, once. */
export async function keepDefinition(
  c: Connection,
  row: { hash: string; chart: string; definition: JsonObject; at: number },
): Promise<void> {
  await c.db.insert(c.tables.chartDefinition).values(row).onConflictDoNothing();
}
