import { and, asc, eq } from "drizzle-orm";
import type { TemplateView } from "#machines/wire/records.ts";
import { type Connection, prepared } from "../connection.ts";

const queries = prepared("template", ({ db, tables: { template: t } }) => ({
  byId: (p: { id: string }) => db.select().from(t).where(eq(t.id, p.id)),
  all: (_: Record<string, never>) => db.select().from(t).orderBy(asc(t.language), asc(t.name), asc(t.id)),
}));

export async function templateById(c: Connection, id: string): Promise<TemplateView | null> {
  return (await queries(c).byId({ id }))[0] ?? null;
}

/** All e-mail templates, by language and name. */
export async function allTemplates(c: Connection): Promise<TemplateView[]> {
  return queries(c).all({});
}

export async function insertTemplate(c: Connection, row: TemplateView): Promise<void> {
  await c.db.insert(c.tables.template).values(row);
}

export type TemplateChange = Partial<Pick<TemplateView, "name" | "subject" | "body" | "language">>;

/** @returns false when the stored revision is not `saved.rev - 1`: somebody was first. */
export async function saveTemplate(
  c: Connection,
  id: string,
  change: TemplateChange,
  saved: { rev: number; updatedAt: number },
): Promise<boolean> {
  const t = c.tables.template;
  const done = await c.db
    .update(t)
    .set({ ...change, ...saved })
    .where(and(eq(t.id, id), eq(t.rev, saved.rev - 1)))
    .returning({ id: t.id });
  return done.length === 1;
}

/** @returns false when it was not there. */
export async function removeTemplate(c: Connection, id: string): Promise<boolean> {
  const t = c.tables.template;
  return (await c.db.delete(t).where(eq(t.id, id)).returning({ id: t.id })).length === 1;
}
