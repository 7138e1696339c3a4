import type Sqlite from "better-sqlite3";
import type { EntityKind, Marks } from "#machines/wire/records.ts";
import { type ArticleHit, COUNTED, type Hit, type Search, wordsOf } from "../search.ts";

/** Noncharacters, which no text should have; one that has them loses them in what is shown as found. */
const FROM = "\uFDD0";
const TO = "\uFDD1";
const SNIPPET_WORDS = 24;

/** FTS5's own syntax is not for what people type: every word is quoted, and stands for its beginning. */
function matchOf(text: string): string | null {
  const words = wordsOf(text);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(" ");
}

/** The text between the marks, and where in it they stood. */
export function unmarked(marked: string): { text: string; marks: Marks } {
  let text = "";
  const marks: Marks = [];
  let from: number | null = null;
  for (const part of marked.split(/([\uFDD0\uFDD1])/)) {
    if (part === FROM) from = text.length;
    else if (part === TO) {
      if (from !== null) marks.push([from, text.length]);
      from = null;
    } else text += part;
  }
  return { text, marks };
}

/** Search by FTS5; its tables are filled by triggers (migration 0001), in the transaction of the change. */
export function makeSearch(client: Sqlite.Database): Search {
  // Prepared when first asked: a database that is about to be migrated has no such tables yet.
  const known = new Map<string, Sqlite.Statement>();
  const prepare = (text: string): Sqlite.Statement => {
    const before = known.get(text);
    if (before) return before;
    const made = client.prepare(text);
    known.set(text, made);
    return made;
  };

  return {
    async records({ text, kinds, offset, limit }) {
      const match = matchOf(text);
      if (match === null || kinds.length === 0) return { hits: [], total: 0 };
      const from = `from record_fts join search_row on docid = record_fts.rowid
        where record_fts match ? and kind in (${kinds.map(() => "?").join(", ")})`;
      const hits = prepare(
        `select kind, subject as id ${from} order by bm25(record_fts, 8.0, 1.0), docid limit ? offset ?`,
      ).all(match, ...kinds, limit, offset) as { kind: EntityKind; id: string }[] satisfies Hit[];
      const counted = prepare(`select count(*) as total from (select 1 ${from} limit ?)`).get(
        match,
        ...kinds,
        COUNTED,
      ) as { total: number };
      return { hits, total: counted.total };
    },

    async articles({ text, language, tag, drafts, offset, limit }) {
      const match = matchOf(text);
      if (match === null) return { hits: [], total: 0 };
      const from = `from article_fts join search_row on docid = article_fts.rowid
        join article on article.id = search_row.subject
        where article_fts match @match and kind = 'article'
        and (@drafts = 1 or published = 1)
        and (@language is null or language = @language)
        and (@tag is null or exists (select 1 from json_each(article.tags) where value = @tag))`;
      const filter = { match, drafts: drafts ? 1 : 0, language, tag };
      const rows = prepare(
        `select article.id as id, highlight(article_fts, 0, '${FROM}', '${TO}') as title,
          snippet(article_fts, 2, '${FROM}', '${TO}', '…', ${SNIPPET_WORDS}) as snippet
        ${from} order by bm25(article_fts, 10.0, 4.0, 1.0), docid limit @limit offset @offset`,
      ).all({ ...filter, limit, offset }) as { id: string; title: string; snippet: string }[];
      const counted = prepare(`select count(*) as total from (select 1 ${from} limit @most)`).get({
        ...filter,
        most: COUNTED,
      }) as { total: number };
      const hits: ArticleHit[] = rows.map((row) => ({
        id: row.id,
        title: unmarked(row.title),
        snippet: unmarked(row.snippet),
      }));
      return { hits, total: counted.total };
    },
  };
}
