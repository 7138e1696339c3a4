import type { EntityKind, Marks } from "#machines/wire/records.ts";

/** A record that matches, best first; what it shows is read from its table. */
export type Hit = { kind: EntityKind; id: string };

/** An article that matches: its title, and the part of its body around what matched, with what did. */
export type ArticleHit = {
  id: string;
  title: { text: string; marks: Marks };
  snippet: { text: string; marks: Marks };
};

export type Hits<T> = { hits: T[] /** Counted up to `COUNTED`. */; total: number };

/** More than this many matches are not counted. */
export const COUNTED = 1_000;

/**
 * Search by words: each of them, or its beginning, in whatever case and with or without accents. Every
 * dialect has its own; each reads what is committed with the records themselves.
 */
export type Search = {
  records(query: {
    text: string;
    kinds: readonly EntityKind[];
    offset: number;
    limit: number;
  }): Promise<Hits<Hit>>;
  articles(query: {
    text: string;
    language: string | null;
    tag: string | null;
    /** Also those that are not published. */
    drafts: boolean;
    offset: number;
    limit: number;
  }): Promise<Hits<ArticleHit>>;
};

const MOST_WORDS = 12;

/** The words of what somebody typed, as they are looked for; none when it has no letter and no number. */
export function wordsOf(text: string): string[] {
  return (text.normalize("NFC").match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []).slice(0, MOST_WORDS);
}
