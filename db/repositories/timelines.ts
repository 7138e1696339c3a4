import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { CasePriority, CaseStatus } from "#machines/wire/records.ts";
import { type Connection, prepared } from "../connection.ts";
import type { ConversationRow } from "./conversations.ts";
import type { EventRow } from "./log.ts";

/** What happened with a record, newest first, a page at a time: what is before a moment and an id. */
export type Before = { at: number; id: string };

/** After everything: where a timeline begins. */
export const LATEST: Before = { at: Number.MAX_SAFE_INTEGER, id: "\uffff" };

export type TimelineConversation = {
  row: ConversationRow;
  workstream: string;
  owner: string | null;
  caseNumber: number | null;
  caseTitle: string | null;
};
export type TimelineCase = {
  id: string;
  number: number;
  title: string;
  status: CaseStatus;
  priority: CasePriority;
  createdAt: number;
};
export type TimelineChange = { row: EventRow; by: string | null };

type Page = { id: string; at: number; before: string; limit: number };

const queries = prepared("timeline", ({ db, tables: t }) => {
  const { conversation, workstream, agent, supportCase, event } = t;
  const conversations = () =>
    db
      .select({
        row: conversation,
        workstream: workstream.name,
        owner: agent.name,
        caseNumber: supportCase.number,
        caseTitle: supportCase.title,
      })
      .from(conversation)
      .innerJoin(workstream, eq(workstream.key, conversation.workstream))
      .leftJoin(agent, eq(agent.id, conversation.ownerId))
      .leftJoin(supportCase, eq(supportCase.id, conversation.caseId));
  /** Beside the ids of conversations and cases, which are texts. */
  const seqText = sql`cast(${event.seq} as text)`;
  const older = (p: Page) =>
    or(
      lt(conversation.createdAt, p.at),
      and(eq(conversation.createdAt, p.at), lt(conversation.id, p.before)),
    );
  return {
    ofContact: (p: Page) =>
      conversations()
        .where(and(eq(conversation.contactId, p.id), older(p)))
        .orderBy(desc(conversation.createdAt), desc(conversation.id))
        .limit(p.limit),
    ofCase: (p: Page) =>
      conversations()
        .where(and(eq(conversation.caseId, p.id), older(p)))
        .orderBy(desc(conversation.createdAt), desc(conversation.id))
        .limit(p.limit),
    cases: (p: Page) =>
      db
        .select({
          id: supportCase.id,
          number: supportCase.number,
          title: supportCase.title,
          status: supportCase.status,
          priority: supportCase.priority,
          createdAt: supportCase.createdAt,
        })
        .from(supportCase)
        .where(
          and(
            eq(supportCase.contactId, p.id),
            or(
              lt(supportCase.createdAt, p.at),
              and(eq(supportCase.createdAt, p.at), lt(supportCase.id, p.before)),
            ),
          ),
        )
        .orderBy(desc(supportCase.createdAt), desc(supportCase.id))
        .limit(p.limit),
    changes: (p: Page) =>
      db
        .select({ row: event, by: agent.name })
        .from(event)
        .leftJoin(agent, sql`${event.by} = 'agent:' || ${agent.id}`)
        .where(
          and(
            eq(event.machineId, p.id),
            or(lt(event.at, p.at), and(eq(event.at, p.at), sql`${seqText} < ${p.before}`)),
          ),
        )
        .orderBy(desc(event.at), desc(seqText))
        .limit(p.limit),
  };
});

/** Conversations with a contact, or about a case. */
export async function timelineConversations(
  c: Connection,
  of: { kind: "contact" | "case"; id: string },
  before: Before,
  limit: number,
): Promise<TimelineConversation[]> {
  const page = { id: of.id, at: before.at, before: before.id, limit };
  return of.kind === "contact" ? queries(c).ofContact(page) : queries(c).ofCase(page);
}

/** Conversations with the contacts of an account. */
export async function timelineOfAccount(
  c: Connection,
  account: string,
  before: Before,
  limit: number,
): Promise<TimelineConversation[]> {
  const { conversation: t, contact, workstream, agent, supportCase } = c.tables;
  return c.db
    .select({
      row: t,
      workstream: workstream.name,
      owner: agent.name,
      caseNumber: supportCase.number,
      caseTitle: supportCase.title,
    })
    .from(t)
    .innerJoin(workstream, eq(workstream.key, t.workstream))
    .leftJoin(agent, eq(agent.id, t.ownerId))
    .leftJoin(supportCase, eq(supportCase.id, t.caseId))
    .where(
      and(
        inArray(
          t.contactId,
          c.db.select({ id: contact.id }).from(contact).where(eq(contact.accountId, account)),
        ),
        or(lt(t.createdAt, before.at), and(eq(t.createdAt, before.at), lt(t.id, before.id))),
      ),
    )
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(limit);
}

/** Cases that were begun for a contact. */
export async function timelineCases(
  c: Connection,
  contact: string,
  before: Before,
  limit: number,
): Promise<TimelineCase[]> {
  return queries(c).cases({ id: contact, at: before.at, before: before.id, limit });
}

/** Rows of the log about one record, with the name of who did it. */
export async function timelineChanges(
  c: Connection,
  id: string,
  before: Before,
  limit: number,
): Promise<TimelineChange[]> {
  return queries(c).changes({ id, at: before.at, before: before.id, limit });
}

/** Conversations with these contacts, about these cases, or of the visitor of this number; newest first. */
export async function conversationsAbout(
  c: Connection,
  about: { contacts: readonly string[]; cases: readonly string[]; visitor: number | null },
  limit: number,
): Promise<
  {
    row: ConversationRow;
    workstream: string;
    contactName: string | null;
    visitorNumber: number | null;
  }[]
> {
  const { conversation: t, contact, workstream, visitor } = c.tables;
  const number =
    about.visitor === null
      ? undefined
      : inArray(
          t.customer,
          c.db
            .select({ customer: sql<string>`'visitor:' || ${visitor.id}` })
            .from(visitor)
            .where(eq(visitor.number, about.visitor)),
        );
  const any = or(
    about.contacts.length === 0 ? undefined : inArray(t.contactId, [...about.contacts]),
    about.cases.length === 0 ? undefined : inArray(t.caseId, [...about.cases]),
    number,
  );
  if (any === undefined) return [];
  return c.db
    .select({
      row: t,
      workstream: workstream.name,
      contactName: contact.name,
      visitorNumber: visitor.number,
    })
    .from(t)
    .innerJoin(workstream, eq(workstream.key, t.workstream))
    .leftJoin(contact, eq(contact.id, t.contactId))
    .leftJoin(visitor, eq(visitor.id, t.visitorId))
    .where(any)
    .orderBy(desc(t.updatedAt), desc(t.id))
    .limit(limit);
}
