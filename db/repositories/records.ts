import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { AccountView, CaseView, ContactView, EntityKind } from "#machines/wire/records.ts";
import { type Connection, prepared } from "../connection.ts";
import { emailKeyOf, folded, phoneKeyOf } from "../fold.ts";
import type { Tables } from "../schema/tables.ts";
import type { CaseRow, ContactRow } from "./customers.ts";

export type AccountRow = Tables["account"]["$inferSelect"];

/** Contacts, accounts and cases as their forms show them. */
const queries = prepared("record", ({ db, tables: { contact, account, supportCase } }) => {
  const contacts = () =>
    db
      .select({ contact, accountName: account.name })
      .from(contact)
      .leftJoin(account, eq(account.id, contact.accountId));
  const cases = () =>
    db
      .select({ supportCase, contactName: contact.name, accountName: account.name })
      .from(supportCase)
      .leftJoin(contact, eq(contact.id, supportCase.contactId))
      .leftJoin(account, eq(account.id, supportCase.accountId));
  return {
    contact: (p: { id: string }) => contacts().where(eq(contact.id, p.id)),
    account: (p: { id: string }) => db.select().from(account).where(eq(account.id, p.id)),
    case: (p: { id: string }) => cases().where(eq(supportCase.id, p.id)),
    contactsOf: (p: { account: string; limit: number }) =>
      contacts()
        .where(eq(contact.accountId, p.account))
        .orderBy(asc(contact.nameKey), asc(contact.id))
        .limit(p.limit),
    casesOfContact: (p: { contact: string; limit: number }) =>
      cases().where(eq(supportCase.contactId, p.contact)).orderBy(desc(supportCase.number)).limit(p.limit),
    casesOfAccount: (p: { account: string; limit: number }) =>
      cases().where(eq(supportCase.accountId, p.account)).orderBy(desc(supportCase.number)).limit(p.limit),
    byEmail: (p: { key: string; limit: number }) =>
      contacts()
        .where(eq(contact.emailKey, p.key))
        .orderBy(asc(contact.nameKey), asc(contact.id))
        .limit(p.limit),
    byPhone: (p: { key: string; limit: number }) =>
      contacts()
        .where(eq(contact.phoneKey, p.key))
        .orderBy(asc(contact.nameKey), asc(contact.id))
        .limit(p.limit),
    highestCase: (_: Record<string, never>) =>
      db.select({ number: supportCase.number }).from(supportCase).orderBy(desc(supportCase.number)).limit(1),
  };
});

type JoinedContact = { contact: ContactRow; accountName: string | null };
type JoinedCase = { supportCase: CaseRow; contactName: string | null; accountName: string | null };

function ref(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}

function toContact({ contact: row, accountName }: JoinedContact): ContactView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    language: row.language,
    jobTitle: row.jobTitle,
    address: row.address,
    description: row.description,
    account: ref(row.accountId, accountName),
    signed: row.externalId !== null,
    rev: row.rev,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function toAccount({ nameKey: _, ...row }: AccountRow): AccountView {
  return row;
}

function toCase({ supportCase: row, contactName, accountName }: JoinedCase): CaseView {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: row.status,
    priority: row.priority,
    description: row.description,
    contact: ref(row.contactId, contactName),
    account: ref(row.accountId, accountName),
    rev: row.rev,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

export async function contactView(c: Connection, id: string): Promise<ContactView | null> {
  const row = (await queries(c).contact({ id }))[0];
  return row ? toContact(row) : null;
}

export async function accountView(c: Connection, id: string): Promise<AccountView | null> {
  const row = (await queries(c).account({ id }))[0];
  return row ? toAccount(row) : null;
}

export async function caseView(c: Connection, id: string): Promise<CaseView | null> {
  const row = (await queries(c).case({ id }))[0];
  return row ? toCase(row) : null;
}

/** An account's contacts, by name. */
export async function contactsOfAccount(
  c: Connection,
  account: string,
  limit: number,
): Promise<ContactView[]> {
  return (await queries(c).contactsOf({ account, limit })).map(toContact);
}

/** The cases of a contact or an account, newest first. */
export async function casesOfRecord(
  c: Connection,
  of: { kind: "contact" | "account"; id: string },
  limit: number,
): Promise<CaseView[]> {
  const rows =
    of.kind === "contact"
      ? await queries(c).casesOfContact({ contact: of.id, limit })
      : await queries(c).casesOfAccount({ account: of.id, limit });
  return rows.map(toCase);
}

/** Contacts with one of these e-mails or telephone numbers, by name. */
export async function contactsMatching(
  c: Connection,
  given: { emails: readonly string[]; phones: readonly string[] },
  limit: number,
): Promise<ContactView[]> {
  const found = new Map<string, ContactView>();
  for (const email of given.emails) {
    const key = emailKeyOf(email);
    if (key === null) continue;
    for (const row of await queries(c).byEmail({ key, limit })) found.set(row.contact.id, toContact(row));
  }
  for (const phone of given.phones) {
    const key = phoneKeyOf(phone);
    if (key === null) continue;
    for (const row of await queries(c).byPhone({ key, limit })) found.set(row.contact.id, toContact(row));
  }
  return [...found.values()].slice(0, limit);
}

/** The number of the newest case; 0 while there is none. */
export async function highestCaseNumber(c: Connection): Promise<number> {
  return (await queries(c).highestCase({}))[0]?.number ?? 0;
}

/** What forms may change of each kind; what a row is compared and found by follows from it. */
export type ContactChange = Partial<
  Pick<
    ContactRow,
    "name" | "email" | "phone" | "language" | "jobTitle" | "address" | "description" | "accountId"
  >
>;
export type AccountChange = Partial<
  Pick<AccountRow, "name" | "website" | "email" | "phone" | "address" | "description">
>;
export type CaseChange = Partial<
  Pick<CaseRow, "title" | "status" | "priority" | "description" | "contactId" | "accountId">
>;
type Saved = { rev: number; updatedAt: number };

/** @returns false when the stored revision is not `saved.rev - 1`: somebody was first. */
export async function saveContact(
  c: Connection,
  id: string,
  change: ContactChange,
  saved: Saved,
): Promise<boolean> {
  const t = c.tables.contact;
  const keys = {
    ...(change.name === undefined ? {} : { nameKey: folded(change.name) }),
    ...(change.email === undefined ? {} : { emailKey: emailKeyOf(change.email) }),
    ...(change.phone === undefined ? {} : { phoneKey: phoneKeyOf(change.phone) }),
  };
  const done = await c.db
    .update(t)
    .set({ ...change, ...keys, ...saved })
    .where(and(eq(t.id, id), eq(t.rev, saved.rev - 1)))
    .returning({ id: t.id });
  return done.length === 1;
}

/** @returns false when the stored revision is not `saved.rev - 1`: somebody was first. */
export async function saveAccount(
  c: Connection,
  id: string,
  change: AccountChange,
  saved: Saved,
): Promise<boolean> {
  const t = c.tables.account;
  const done = await c.db
    .update(t)
    .set({ ...change, ...(change.name === undefined ? {} : { nameKey: folded(change.name) }), ...saved })
    .where(and(eq(t.id, id), eq(t.rev, saved.rev - 1)))
    .returning({ id: t.id });
  return done.length === 1;
}

/** @returns false when the stored revision is not `saved.rev - 1`: somebody was first. */
export async function saveCase(
  c: Connection,
  id: string,
  change: CaseChange,
  saved: Saved,
): Promise<boolean> {
  const t = c.tables.supportCase;
  const done = await c.db
    .update(t)
    .set({ ...change, ...saved })
    .where(and(eq(t.id, id), eq(t.rev, saved.rev - 1)))
    .returning({ id: t.id });
  return done.length === 1;
}

/** Many records at once, by their ids, in no order. */
export async function recordsByIds(
  c: Connection,
  ids: Readonly<Record<EntityKind, readonly string[]>>,
): Promise<{ contacts: ContactView[]; accounts: AccountView[]; cases: CaseView[] }> {
  const { contact, account, supportCase } = c.tables;
  const none = (some: readonly string[]) => some.length === 0;
  const contacts = none(ids.contact)
    ? []
    : await c.db
        .select({ contact, accountName: account.name })
        .from(contact)
        .leftJoin(account, eq(account.id, contact.accountId))
        .where(inArray(contact.id, [...ids.contact]));
  const accounts = none(ids.account)
    ? []
    : await c.db
        .select()
        .from(account)
        .where(inArray(account.id, [...ids.account]));
  const cases = none(ids.case)
    ? []
    : await c.db
        .select({ supportCase, contactName: contact.name, accountName: account.name })
        .from(supportCase)
        .leftJoin(contact, eq(contact.id, supportCase.contactId))
        .leftJoin(account, eq(account.id, supportCase.accountId))
        .where(inArray(supportCase.id, [...ids.case]));
  return { contacts: contacts.map(toContact), accounts: accounts.map(toAccount), cases: cases.map(toCase) };
}
