import { z } from "zod";
import { folded } from "#db/fold.ts";
import {
  type ArticleChange,
  articleById,
  articleBySlug,
  insertArticle,
  saveArticle,
} from "#db/repositories/articles.ts";
import type { ArticleView } from "#machines/wire/records.ts";
import { Refusal } from "../../failure.ts";
import { define } from "../define.ts";
import {
  changedFields,
  type Fields,
  flag,
  formed,
  made,
  merged,
  newFields,
  oneOf,
  tags,
  text,
} from "../fields.ts";
import type { Unit } from "../unit.ts";
import { agentOf } from "./conversations.ts";
import { locales, logRecord } from "./records.ts";

const id = z.string().min(1).max(64);
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SLUG = 80;

export const articleFields: Fields = {
  title: text(500, { required: true }),
  body: text(100_000, { lines: true, required: true }),
  language: oneOf(locales, true),
  slug: formed(LONGEST_SLUG, (value) => SLUG.test(value)),
  tags,
  published: flag,
};

/** The last part of an article's address, from its title; numbered when another has it. */
async function freeSlug(unit: Unit, title: string): Promise<string> {
  const words = folded(title).replace(/[^a-z0-9]+/g, "-");
  const base =
    words
      .replace(/^-+|-+$/g, "")
      .slice(0, LONGEST_SLUG - 8)
      .replace(/-+$/, "") || "article";
  for (let count = 1; ; count += 1) {
    const slug = count === 1 ? base : `${base}-${count}`;
    if (!(await articleBySlug(unit.c, slug))) return slug;
  }
}

export const knowledgeCommands = {
  "knowledge.create": define(z.strictObject({ fields: newFields }), async (unit, { fields }) => {
    agentOf(unit);
    const columns = made(articleFields, fields) as ArticleChange;
    const article: ArticleView = {
      id: unit.newId(),
      slug: columns.slug ?? (await freeSlug(unit, columns.title ?? "")),
      title: columns.title ?? "",
      body: columns.body ?? "",
      language: columns.language ?? "gl",
      tags: columns.tags ?? [],
      published: columns.published ?? false,
      rev: 1,
      createdAt: unit.at,
      updatedAt: unit.at,
    };
    if (!(await insertArticle(unit.c, article))) throw new Refusal("CONFLICT", "slugTaken");
    await logRecord(unit, "article", article, "record.created", Object.keys(fields));
    return { article: article.id, slug: article.slug };
  }),

  "knowledge.save": define(
    z.strictObject({ article: id, fields: changedFields }),
    async (unit, { article, fields }) => {
      agentOf(unit);
      const stored = await articleById(unit.c, article);
      if (!stored) throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "article" } });
      const { columns, names } = merged(articleFields, { ...stored }, fields, stored);
      if (names.length === 0) return { rev: stored.rev };
      if (columns.slug === null)
        throw new Refusal("BAD_REQUEST", "fieldRequired", { data: { field: "slug" } });
      if (typeof columns.slug === "string" && (await articleBySlug(unit.c, columns.slug))) {
        throw new Refusal("CONFLICT", "slugTaken");
      }
      const saved = { rev: stored.rev + 1, updatedAt: unit.at };
      if (!(await saveArticle(unit.c, article, columns as ArticleChange, saved))) {
        throw new Refusal("CONFLICT", "changedMeanwhile", { retryable: true });
      }
      await logRecord(unit, "article", { id: article, rev: saved.rev }, "record.changed", names);
      return { rev: saved.rev };
    },
  ),
};
