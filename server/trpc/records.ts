import { z } from "zod";
import type { Connection } from "#db/connection.ts";
import { queuesOf } from "#db/repositories/agents.ts";
import { messagesBefore } from "#db/repositories/messages.ts";
import {
  accountView,
  casesOfRecord,
  caseView,
  contactsMatching,
  contactsOfAccount,
  contactView,
} from "#db/repositories/records.ts";
import {
  type Before,
  LATEST,
  timelineCases,
  timelineChanges,
  timelineConversations,
  timelineOfAccount,
} from "#db/repositories/timelines.ts";
import type { ContactView, EntityKind, Page, TimelineEntry } from "#machines/wire/records.ts";
import { keysOfAgent, mayRead, readersOf } from "../auth/readers.ts";
import { Refusal } from "../failure.ts";
import type { AgentPrincipal } from "../principal.ts";
import { command, readable } from "./command.ts";
import { cursorFrom, readCursor } from "./cursor.ts";
import { procedure, router, signedIn, toError } from "./trpc.ts";

const id = z.uuid();
const record = z.string().min(1).max(64);
const fields = z.record(z.string().max(32), z.strictObject({ base: z.unknown(), value: z.unknown() }));
const limit = z.int().min(1).max(100).default(20);
const after = z.string().max(256).optional();
const MESSAGES_LOOKED_AT = 100;
const MOST_CANDIDATES = 10;

function found<T>(value: T | null, kind: EntityKind): T {
  if (value === null) throw toError(new Refusal("NOT_FOUND", "recordNotFound", { data: { kind } }).failure);
  return value;
}

function beforeOf(cursor: string | undefined): Before {
  if (cursor === undefined) return LATEST;
  return readCursor(cursor, (value) => {
    const read = z.tuple([z.number(), z.string()]).safeParse(value);
    return read.success ? { at: read.data[0], id: read.data[1] } : null;
  });
}

const older = (entry: TimelineEntry, before: Before) =>
  entry.at < before.at || (entry.at === before.at && entry.id < before.id);

/** Conversations, cases and changes as one line of time, newest first. */
async function timeline(
  c: Connection,
  principal: AgentPrincipal,
  of: { kind: EntityKind; id: string },
  page: { after?: string | undefined; limit: number },
): Promise<Page<TimelineEntry>> {
  const before = beforeOf(page.after);
  const more = page.limit + 1;
  const keys = new Set(keysOfAgent(principal, await queuesOf(c, principal.id)));
  const conversations =
    of.kind === "account"
      ? await timelineOfAccount(c, of.id, before, more)
      : await timelineConversations(c, { kind: of.kind, id: of.id }, before, more);
  const entries: TimelineEntry[] = conversations.map(({ row, workstream, owner, caseNumber, caseTitle }) => ({
    type: "conversation",
    id: row.id,
    at: row.createdAt,
    state: row.state,
    channel: row.channel,
    workstream,
    owner,
    closedAt: row.closedAt,
    lastText: row.lastText,
    case:
      row.caseId !== null && caseNumber !== null
        ? { id: row.caseId, number: caseNumber, title: caseTitle ?? "" }
        : null,
    readable: mayRead(keys, readersOf(row)),
  }));
  if (of.kind === "contact") {
    for (const each of await timelineCases(c, of.id, before, more)) {
      const { createdAt, ...about } = each;
      entries.push({ type: "case", at: createdAt, ...about });
    }
  }
  for (const { row, by } of await timelineChanges(c, of.id, before, more)) {
    const { fields: names } = row.payload;
    entries.push({
      type: "change",
      id: String(row.seq),
      at: row.at,
      created: row.type === "record.created",
      fields: Array.isArray(names) ? names.map(String) : [],
      by,
    });
  }
  const sorted = entries
    .filter((entry) => older(entry, before))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const rows = sorted.slice(0, page.limit);
  const last = rows[rows.length - 1];
  return { rows, next: sorted.length > page.limit && last ? cursorFrom([last.at, last.id]) : null };
}

/** The queries that contacts, accounts and cases have alike. */
function timelineOf(kind: EntityKind) {
  return procedure
    .input(z.strictObject({ record, after, limit }))
    .query(({ ctx, input }) =>
      ctx.services.database.read((c) =>
        timeline(c, signedIn(ctx.principal), { kind, id: input.record }, input),
      ),
    );
}

function casesOf(kind: "contact" | "account") {
  return procedure
    .input(z.strictObject({ record, limit }))
    .query(({ ctx, input }) =>
      ctx.services.database.read((c) => casesOfRecord(c, { kind, id: input.record }, input.limit)),
    );
}

const save = z.strictObject({ id, record, fields });
const newFields = z.record(z.string().max(32), z.unknown());
const create = z.strictObject({ id, fields: newFields, conversation: record.optional() });

export const contactRouter = router({
  get: procedure
    .input(z.strictObject({ record }))
    .query(({ ctx, input }) =>
      ctx.services.database.read(async (c) => found(await contactView(c, input.record), "contact")),
    ),
  cases: casesOf("contact"),
  timeline: timelineOf("contact"),
  create: command("contact.create", create),
  save: command("contact.save", save),
});

export const accountRouter = router({
  get: procedure
    .input(z.strictObject({ record }))
    .query(({ ctx, input }) =>
      ctx.services.database.read(async (c) => found(await accountView(c, input.record), "account")),
    ),
  contacts: procedure
    .input(z.strictObject({ record, limit }))
    .query(({ ctx, input }) =>
      ctx.services.database.read((c) => contactsOfAccount(c, input.record, input.limit)),
    ),
  cases: casesOf("account"),
  timeline: timelineOf("account"),
  create: command("account.create", z.strictObject({ id, fields: newFields })),
  save: command("account.save", save),
});

export const caseRouter = router({
  get: procedure
    .input(z.strictObject({ record }))
    .query(({ ctx, input }) =>
      ctx.services.database.read(async (c) => found(await caseView(c, input.record), "case")),
    ),
  timeline: timelineOf("case"),
  create: command("case.create", create),
  save: command("case.save", save),
});

/** E-mails and telephone numbers in what somebody wrote; bounded, so that no text takes long. */
export function addressesIn(text: string): { emails: string[]; phones: string[] } {
  const emails = text.match(/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}/gu) ?? [];
  const phones = text.match(/\+?\d(?:[\s().\-/]{0,2}\d){6,14}/g) ?? [];
  return { emails: emails.slice(0, 10), phones: phones.slice(0, 10) };
}

/** What belongs to conversations: a part of `conversationRouter`. */
export const linkProcedures = {
  linkContact: command(
    "conversation.linkContact",
    z.strictObject({ id, conversation: record, contact: record.nullable() }),
  ),
  linkCase: command(
    "conversation.linkCase",
    z.strictObject({ id, conversation: record, case: record.nullable() }),
  ),
  /**
   * Contacts who may be this conversation's customer, by the e-mails and telephone numbers that the customer
   * wrote. Nobody signed for these: they are offered, and nothing is linked by itself.
   */
  candidates: procedure.input(z.strictObject({ conversation: record })).query(
    ({ ctx, input }): Promise<ContactView[]> =>
      ctx.services.database.read(async (c) => {
        const row = await readable(c, signedIn(ctx.principal), input.conversation);
        if (row.contactId !== null) return [];
        const { messages } = await messagesBefore(c, row.id, Number.MAX_SAFE_INTEGER, MESSAGES_LOOKED_AT);
        const written = messages
          .filter(({ side }) => side === "customer")
          .map(({ text }) => addressesIn(text));
        const emails = [...new Set(written.flatMap((each) => each.emails))];
        const phones = [...new Set(written.flatMap((each) => each.phones))];
        return contactsMatching(c, { emails, phones }, MOST_CANDIDATES);
      }),
  ),
};
