import { and, asc, eq } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import type { JsonObject, Tables } from "../schema/tables.ts";

export type WorkstreamRow = Tables["workstream"]["$inferSelect"];

const queries = prepared("workstream", ({ db, tables: { workstream: t } }) => ({
  byKey: (p: { key: string }) => db.select().from(t).where(eq(t.key, p.key)),
  save: (p: { key: string; policy: JsonObject; policyRev: number; expected: number }) =>
    db
      .update(t)
      .set({ policy: p.policy, policyRev: p.policyRev })
      .where(and(eq(t.key, p.key), eq(t.policyRev, p.expected)))
      .returning({ key: t.key }),
}));

export async function workstreamByKey(c: Connection, key: string): Promise<WorkstreamRow | null> {
  return (await queries(c).byKey({ key }))[0] ?? null;
}

export async function allWorkstreams(c: Connection): Promise<WorkstreamRow[]> {
  return c.db.select().from(c.tables.workstream).orderBy(asc(c.tables.workstream.key));
}

export async function insertWorkstream(c: Connection, row: WorkstreamRow): Promise<void> {
  await c.db.insert(c.tables.workstream).values(row);
}

/** @returns false when the policy is no longer of revision `expected`. */
export async function savePolicy(
  c: Connection,
  key: string,
  policy: JsonObject,
  expected: number,
): Promise<boolean> {
  return (await queries(c).save({ key, policy, policyRev: expected + 1, expected })).length === 1;
}
