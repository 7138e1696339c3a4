import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { ArticleView } from "#machines/wire/records.ts";
import { type Connection, prepared } from "../connection.ts";
import type { Before } from "./timelines.ts";

const queries = prepared("article", ({ db, tables: { article: t } }) => ({
  byId: (p: { id: string }) => db.select().from(t).where(eq(t.id, p.id)),
  bySlug: (p: { slug: string }) => db.select().from(t).where(eq(t.slug, p.slug)),
}));

export async function articleById(c: Connection, id: string): Promise<ArticleView | null> {
  return (await queries(c).byId({ id }))[0] ?? null;
}

export async function articleBySlug(c: Connection, slug: string): Promise<ArticleView | null> {
  return (await queries(c).bySlug({ slug }))[0] ?? null;
}

/** @returns false when an article of that slug is there already. */
export async function insertArticle(c: Connection, row: ArticleView): Promise<boolean> {
  const made = await c.db
    .insert(c.tables.article)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: c.tables.article.id });
  return made.length === 1;
}

export type ArticleChange = Partial<
  Pick<ArticleView, "slug" | "title" | "body" | "language" | "tags" | "published">
>;

/** @returns false when the stored revision is not `saved.rev - 1`: somebody was first. */
export async function saveArticle(
  c: Connection,
  id: string,
  change: ArticleChange,
  saved: { rev: number; updatedAt: number },
): Promise<boolean> {
  const t = c.tables.article;
  const done = await c.db
    .update(t)
    .set({ ...change, ...saved })
    .where(and(eq(t.id, id), eq(t.rev, saved.rev - 1)))
    .returning({ id: t.id });
  return done.length === 1;
}

export async function articlesByIds(c: Connection, ids: readonly string[]): Promise<ArticleView[]> {
  if (ids.length === 0) return [];
  const t = c.tables.article;
  return c.db
    .select()
    .from(t)
    .where(inArray(t.id, [...ids]));
}

/** The articles changed last, a page at a time; those that are not published only with `drafts`. */
export async function newestArticles(
  c: Connection,
  filter: { language: ArticleView["language"] | null; drafts: boolean; before: Before; limit: number },
): Promise<ArticleView[]> {
  const t = c.tables.article;
  const { before } = filter;
  return c.db
    .select()
    .from(t)
    .where(
      and(
        or(lt(t.updatedAt, before.at), and(eq(t.updatedAt, before.at), lt(t.id, before.id))),
        filter.drafts ? undefined : eq(t.published, sql`true`),
        filter.language === null ? undefined : eq(t.language, filter.language),
      ),
    )
    .orderBy(desc(t.updatedAt), desc(t.id))
    .limit(filter.limit);
}
