"use client";
import { useEffect, useState } from "react";
import type { Found } from "#machines/wire/records.ts";
import { client } from "#ui/trpc/client.ts";

const TYPED_FOR_MS = 150;
const MOST = 12;

export type Search = { status: "idle" | "looking" | "done" | "failed"; rows: readonly Found[] };
const idle: Search = { status: "idle", rows: [] };

/** Records and conversations by words: asked when the typing rests; what was found stays until there is an answer. */
export function useFound(text: string): Search {
  const [search, setSearch] = useState<Search>(idle);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === "") {
      setSearch(idle);
      return;
    }
    let over = false;
    setSearch(({ rows }) => ({ status: "looking", rows }));
    const timer = setTimeout(() => {
      client()
        .search.find.query({ text: wanted.slice(0, 200), limit: MOST })
        .then(
          ({ rows }) => over || setSearch({ status: "done", rows }),
          () => over || setSearch({ status: "failed", rows: [] }),
        );
    }, TYPED_FOR_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  return search;
}
