import { z } from "zod";
import { articleById, articlesByIds, newestArticles } from "#db/repositories/articles.ts";
import { LATEST } from "#db/repositories/timelines.ts";
import { wordsOf } from "#db/search.ts";
import type { ArticleRow, ArticleView } from "#machines/wire/records.ts";
import { Refusal } from "../failure.ts";
import { command } from "./command.ts";
import { cursorFrom, readCursor } from "./cursor.ts";
import { procedure, router, signedIn, toError } from "./trpc.ts";

const id = z.uuid();
const article = z.string().min(1).max(64);
const locale = z.enum(["gl", "en", "es", "pt"]);
const BEGINNING = 200;

const start = (value: unknown) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 ? { offset: value } : null;
const moment = (value: unknown) => {
  const read = z.tuple([z.number(), z.string()]).safeParse(value);
  return read.success ? { at: read.data[0], id: read.data[1] } : null;
};

function rowOf({ body, rev: _, createdAt: __, title, ...about }: ArticleView): ArticleRow {
  const beginning = [...body.slice(0, BEGINNING * 2)].slice(0, BEGINNING).join("");
  return {
    ...about,
    title: { text: title, marks: [] },
    snippet: { text: body.length > beginning.length ? `${beginning}…` : beginning, marks: [] },
  };
}

export const knowledgeRouter = router({
  /**
   * Articles by words and their beginnings, best first, titles before bodies; without words those changed
   * last. `drafts` brings what is not published too, to those who may edit.
   */
  search: procedure
    .input(
      z.strictObject({
        text: z.string().max(500).default(""),
        language: locale.optional(),
        tag: z.string().max(50).optional(),
        drafts: z.boolean().default(false),
        after: z.string().max(256).optional(),
        limit: z.int().min(1).max(50).default(10),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.services.database.read(
        async (c): Promise<{ rows: ArticleRow[]; next: string | null; total: number | null }> => {
          const drafts = input.drafts && signedIn(ctx.principal).role !== "agent";
          const language = input.language ?? null;
          const { limit } = input;
          if (wordsOf(input.text).length === 0) {
            const before = input.after === undefined ? LATEST : readCursor(input.after, moment);
            const found = await newestArticles(c, { language, drafts, before, limit: limit + 1 });
            const page = found.slice(0, limit);
            const last = page[page.length - 1];
            const next = found.length > limit && last ? cursorFrom([last.updatedAt, last.id]) : null;
            const tagged =
              input.tag === undefined ? page : page.filter(({ tags }) => tags.includes(input.tag ?? ""));
            return { rows: tagged.map(rowOf), next, total: null };
          }
          const { offset } = input.after === undefined ? { offset: 0 } : readCursor(input.after, start);
          const { hits, total } = await c.search.articles({
            text: input.text,
            language,
            tag: input.tag ?? null,
            drafts,
            offset,
            limit,
          });
          const articles = new Map(
            (
              await articlesByIds(
                c,
                hits.map((hit) => hit.id),
              )
            ).map((each) => [each.id, each]),
          );
          const rows = hits.flatMap((hit) => {
            const found = articles.get(hit.id);
            return found ? [{ ...rowOf(found), title: hit.title, snippet: hit.snippet }] : [];
          });
          const reached = offset + hits.length;
          return { rows, next: hits.length > 0 && reached < total ? cursorFrom(reached) : null, total };
        },
      ),
    ),

  get: procedure.input(z.strictObject({ article })).query(({ ctx, input }) =>
    ctx.services.database.read(async (c): Promise<ArticleView> => {
      const found = await articleById(c, input.article);
      const editor = signedIn(ctx.principal).role !== "agent";
      if (!found || !(found.published || editor)) {
        throw toError(new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "article" } }).failure);
      }
      return found;
    }),
  ),

  create: command(
    "knowledge.create",
    z.strictObject({ id, fields: z.record(z.string().max(32), z.unknown()) }),
  ),
  save: command(
    "knowledge.save",
    z.strictObject({
      id,
      article,
      fields: z.record(z.string().max(32), z.strictObject({ base: z.unknown(), value: z.unknown() })),
    }),
  ),
});
