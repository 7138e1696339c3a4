import { and, eq } from "drizzle-orm";
import type { SettingPart } from "#machines/wire/records.ts";
import { type Connection, prepared } from "../connection.ts";
import type { JsonObject } from "../schema/tables.ts";

const queries = prepared("setting", ({ db, tables: { setting: t } }) => ({
  of: (p: { part: SettingPart }) => db.select().from(t).where(eq(t.part, p.part)),
  add: (p: { part: SettingPart; value: JsonObject; updatedAt: number }) =>
    db
      .insert(t)
      .values({ part: p.part, value: p.value, rev: 1, updatedAt: p.updatedAt })
      .onConflictDoNothing()
      .returning({ rev: t.rev }),
  save: (p: { part: SettingPart; value: JsonObject; rev: number; expected: number; updatedAt: number }) =>
    db
      .update(t)
      .set({ value: p.value, rev: p.rev, updatedAt: p.updatedAt })
      .where(and(eq(t.part, p.part), eq(t.rev, p.expected)))
      .returning({ rev: t.rev }),
}));

/** What was set, and how often; null and 0 while nothing was. */
export async function settingOf(
  c: Connection,
  part: SettingPart,
): Promise<{ value: JsonObject | null; rev: number }> {
  const row = (await queries(c).of({ part }))[0];
  return { value: row?.value ?? null, rev: row?.rev ?? 0 };
}

/** @returns false when the stored revision is not `expected`: somebody was first. */
export async function saveSetting(
  c: Connection,
  part: SettingPart,
  value: JsonObject,
  expected: number,
  updatedAt: number,
): Promise<boolean> {
  const made =
    expected === 0
      ? await queries(c).add({ part, value, updatedAt })
      : await queries(c).save({ part, value, rev: expected + 1, expected, updatedAt });
  return made.length === 1;
}
