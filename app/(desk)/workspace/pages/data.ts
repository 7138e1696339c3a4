"use client";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { EntityKind } from "#machines/wire/records.ts";
import type { Client } from "#ui/trpc/client.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import type { Engine } from "../engine/engine.ts";
import { useEngine } from "../engine/hooks.ts";
import type { News } from "../engine/news.ts";
import type { RecordView } from "./forms/kinds.ts";

/**
 * What pages ask the server for, by keys whose first word is the noun: `record`, `timeline`, `cases`,
 * `contacts`, `search`, `articles`, `article`, `templates`, `preview`, `candidates`.
 */
const following = new WeakMap<QueryClient, { count: number; stop: () => void }>();

/** Of which nouns the answer may be another after a record was changed. */
function concerns(key: readonly unknown[], { kind, id }: NonNullable<News>): boolean {
  const [noun, of, about] = key;
  if (kind === "article") return noun === "articles" || (noun === "article" && of === id);
  if (kind === "template") return noun === "templates" || noun === "preview";
  if (noun === "record") return (of === kind && about === id) || kind === "account" || kind === "contact";
  return ["timeline", "cases", "contacts", "search", "candidates", "preview"].includes(String(noun));
}

function follow(engine: Engine, queries: QueryClient): () => void {
  const unheard = engine.news.subscribe((news) => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => news === null || concerns(queryKey, news),
    });
  });
  const unwatched = engine.line.subscribe(() => {
    if (engine.line.get() !== "live") return;
    void queries.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
  });
  return () => {
    unheard();
    unwatched();
  };
}

/** What is shown of records is asked for again when the stream says that they changed. */
export function useLiveRecords(): void {
  const engine = useEngine();
  const queries = useQueryClient();
  useEffect(() => {
    const known = following.get(queries) ?? { count: 0, stop: follow(engine, queries) };
    known.count += 1;
    following.set(queries, known);
    return () => {
      known.count -= 1;
      if (known.count > 0) return;
      known.stop();
      following.delete(queries);
    };
  }, [engine, queries]);
}

function getRecord(client: Client, kind: EntityKind, record: string): Promise<RecordView> {
  if (kind === "contact") return client.contact.get.query({ record });
  if (kind === "account") return client.account.get.query({ record });
  return client.case.get.query({ record });
}

/** A contact, an account or a case, live; nothing is asked for without an id. */
export function useRecord(kind: EntityKind, id: string | null) {
  const client = useTRPCClient();
  useLiveRecords();
  return useQuery({
    queryKey: ["record", kind, id],
    enabled: id !== null,
    queryFn: () => getRecord(client, kind, id ?? ""),
  });
}
