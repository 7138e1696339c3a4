import { z } from "zod";
import type { Connection } from "#db/connection.ts";
import { queuesOf } from "#db/repositories/agents.ts";
import { countOf, type PageQuery, type Place, pageOf, type RowFilter } from "#db/repositories/pages.ts";
import { contactsOfAccount, recordsByIds } from "#db/repositories/records.ts";
import { conversationsAbout } from "#db/repositories/timelines.ts";
import { wordsOf } from "#db/search.ts";
import { type EntityKind, type Found, STREAM_SORTS } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { keysOfAgent, mayRead, readersOf } from "../auth/readers.ts";
import { streamSort, usualSort } from "../policy/installation.ts";
import type { AgentPrincipal } from "../principal.ts";
import { cursorFrom, readCursor } from "./cursor.ts";
import { procedure, router, signedIn } from "./trpc.ts";

const CLOSED_SHOWN_MS = 7 * 24 * 60 * 60 * 1_000;
/** Names that a filter by text may match; who types so little that more do, types on. */
const MOST_NAMES = 200;
const MOST_CONVERSATIONS = 200;

const text = z.string().max(500);
const kinds = ["contact", "account", "case", "conversation"] as const;

/** What the words of a search may be about, of conversations: customers and cases by name, visitors by number. */
async function namedIn(c: Connection, words: string): Promise<NonNullable<RowFilter["about"]>> {
  const { hits } = await c.search.records({
    text: words,
    kinds: ["contact", "account", "case"],
    offset: 0,
    limit: MOST_NAMES,
  });
  const idsOf = (kind: EntityKind) => hits.filter((hit) => hit.kind === kind).map((hit) => hit.id);
  const contacts = new Set(idsOf("contact"));
  for (const account of idsOf("account").slice(0, 10)) {
    for (const { id } of await contactsOfAccount(c, account, MOST_NAMES)) contacts.add(id);
  }
  const number = wordsOf(words).find((word) => /^\d{1,9}$/.test(word));
  return {
    contacts: [...contacts].slice(0, MOST_NAMES),
    cases: idsOf("case"),
    visitor: number === undefined ? null : Number(number),
  };
}

async function records(
  c: Connection,
  query: { text: string; kinds: readonly EntityKind[]; offset: number; limit: number },
): Promise<{ rows: Found[]; total: number }> {
  const { hits, total } = await c.search.records(query);
  const idsOf = (kind: EntityKind) => hits.filter((hit) => hit.kind === kind).map((hit) => hit.id);
  const { contacts, accounts, cases } = await recordsByIds(c, {
    contact: idsOf("contact"),
    account: idsOf("account"),
    case: idsOf("case"),
  });
  const rows = new Map<string, Found>();
  for (const { id, name, email, phone, account } of contacts) {
    rows.set(`contact:${id}`, { kind: "contact", id, name, email, phone, account });
  }
  for (const { id, name, website, phone } of accounts) {
    rows.set(`account:${id}`, { kind: "account", id, name, website, phone });
  }
  for (const { id, number, title, status, priority, contact } of cases) {
    rows.set(`case:${id}`, { kind: "case", id, number, title, status, priority, contact });
  }
  return { rows: hits.flatMap((hit) => rows.get(`${hit.kind}:${hit.id}`) ?? []), total };
}

/** Conversations with a customer of that name, or about such a case: those that this person may read. */
async function conversations(
  c: Connection,
  principal: AgentPrincipal,
  words: string,
): Promise<Extract<Found, { kind: "conversation" }>[]> {
  const about = await namedIn(c, words);
  const keys = new Set(keysOfAgent(principal, await queuesOf(c, principal.id)));
  const found = await conversationsAbout(c, about, MOST_CONVERSATIONS);
  return found
    .filter(({ row }) => mayRead(keys, readersOf(row)))
    .map(({ row, workstream, contactName, visitorNumber }) => ({
      kind: "conversation",
      id: row.id,
      customer:
        contactName === null
          ? { kind: "visitor", number: visitorNumber ?? 0 }
          : { kind: "contact", name: contactName },
      state: row.state,
      channel: row.channel,
      workstream,
      updatedAt: row.updatedAt,
    }));
}

export const searchRouter = router({
  /**
   * Contacts, accounts and cases by words and their beginnings, best first; conversations by whom they are
   * with, newest first, after the others. `total` is counted up to 1,000.
   */
  find: procedure
    .input(
      z.strictObject({
        text,
        kinds: z
          .array(z.enum(kinds))
          .min(1)
          .max(4)
          .default([...kinds]),
        after: z.string().max(64).optional(),
        limit: z.int().min(1).max(50).default(20),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.services.database.read(
        async (c): Promise<{ rows: Found[]; next: string | null; total: number }> => {
          if (wordsOf(input.text).length === 0) return { rows: [], next: null, total: 0 };
          const principal = signedIn(ctx.principal);
          const offset =
            input.after === undefined
              ? 0
              : readCursor(input.after, (value) =>
                  typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null,
                );
          const { limit } = input;
          const asked = input.kinds.filter((kind) => kind !== "conversation");
          const found = await records(c, { text: input.text, kinds: asked, offset, limit });
          const talks = input.kinds.includes("conversation")
            ? await conversations(c, principal, input.text)
            : [];
          const from = Math.max(0, offset - found.total);
          const rows = [...found.rows, ...talks.slice(from, from + limit - found.rows.length)];
          const total = found.total + talks.length;
          return {
            rows,
            next: offset + rows.length < total ? cursorFrom(offset + rows.length) : null,
            total,
          };
        },
      ),
    ),
});

const place = (value: unknown): Place | null => {
  const read = z.tuple([z.union([z.string().max(1_000), z.number()]), z.string().max(64)]).safeParse(value);
  return read.success ? { value: read.data[0], id: read.data[1] } : null;
};

export const itemsRouter = router({
  /**
   * A stream of work items, a page at a time. `next` is for the page after it, under the same sort and
   * filter; `total` is counted up to 1,000.
   */
  page: procedure
    .input(
      z
        .strictObject({
          stream: z.enum(["mine", "open", "closed"]),
          sort: streamSort.optional(),
          filter: z
            .strictObject({
              text: text.optional(),
              state: z.enum(["queued", "offered", "active", "waiting", "wrapUp", "ended"]).optional(),
              channel: z.enum(["web", "sms"]).optional(),
              workstream: z.string().max(64).optional(),
            })
            .default({}),
          after: z.string().max(2_000).optional(),
          limit: z.int().min(1).max(100).default(50),
        })
        .refine(({ stream, sort }) => sort === undefined || STREAM_SORTS[stream].includes(sort.by)),
    )
    .query(({ ctx, input }) =>
      ctx.services.database.read(
        async (c): Promise<{ rows: WorkItem[]; next: string | null; total: number }> => {
          const { id: agent } = signedIn(ctx.principal);
          const of: PageQuery["of"] =
            input.stream === "open"
              ? { stream: "open", queues: await queuesOf(c, agent) }
              : input.stream === "mine"
                ? { stream: "mine", agent }
                : { stream: "closed", agent, since: ctx.services.clock.now() - CLOSED_SHOWN_MS };
          const words = input.filter.text ?? "";
          const query: PageQuery = {
            of,
            sort: input.sort ?? usualSort(input.stream),
            filter: {
              state: input.filter.state ?? null,
              channel: input.filter.channel ?? null,
              workstream: input.filter.workstream ?? null,
              about: wordsOf(words).length === 0 ? null : await namedIn(c, words),
            },
            after: input.after === undefined ? null : readCursor(input.after, place),
            limit: input.limit,
          };
          const { items, next } = await pageOf(c, query);
          return {
            rows: items,
            next: next === null ? null : cursorFrom([next.value, next.id]),
            total: await countOf(c, query),
          };
        },
      ),
    ),
});
