import { asc, desc, eq } from "drizzle-orm";
import { type Connection, prepared } from "../connection.ts";
import { emailKeyOf, folded, phoneKeyOf } from "../fold.ts";
import type { Tables } from "../schema/tables.ts";

export type VisitorRow = Tables["visitor"]["$inferSelect"];
export type ContactRow = Tables["contact"]["$inferSelect"];
export type CaseRow = Tables["supportCase"]["$inferSelect"];

const queries = prepared("customer", ({ db, tables: { visitor, contact, account, supportCase } }) => ({
  visitorByToken: (p: { tokenHash: string }) =>
    db.select().from(visitor).where(eq(visitor.tokenHash, p.tokenHash)),
  visitorById: (p: { id: string }) => db.select().from(visitor).where(eq(visitor.id, p.id)),
  contactById: (p: { id: string }) =>
    db
      .select({ contact, accountName: account.name })
      .from(contact)
      .leftJoin(account, eq(account.id, contact.accountId))
      .where(eq(contact.id, p.id)),
  contactByExternal: (p: { externalId: string }) =>
    db.select().from(contact).where(eq(contact.externalId, p.externalId)),
  casesOf: (p: { contact: string }) =>
    db
      .select()
      .from(supportCase)
      .where(eq(supportCase.contactId, p.contact))
      .orderBy(desc(supportCase.number)),
}));

export async function visitorByToken(c: Connection, tokenHash: string): Promise<VisitorRow | null> {
  return (await queries(c).visitorByToken({ tokenHash }))[0] ?? null;
}

export async function visitorById(c: Connection, id: string): Promise<VisitorRow | null> {
  return (await queries(c).visitorById({ id }))[0] ?? null;
}

export async function insertVisitor(c: Connection, row: VisitorRow): Promise<void> {
  await c.db.insert(c.tables.visitor).values(row);
}

export async function updateVisitor(
  c: Connection,
  id: string,
  change: Partial<Pick<VisitorRow, "number" | "contactId">>,
): Promise<void> {
  await c.db.update(c.tables.visitor).set(change).where(eq(c.tables.visitor.id, id));
}

export async function contactById(
  c: Connection,
  id: string,
): Promise<(ContactRow & { accountName: string | null }) | null> {
  const row = (await queries(c).contactById({ id }))[0];
  return row ? { ...row.contact, accountName: row.accountName } : null;
}

export async function contactByExternal(c: Connection, externalId: string): Promise<ContactRow | null> {
  return (await queries(c).contactByExternal({ externalId }))[0] ?? null;
}

/** What is not given of a new row is empty; what it is compared by is made here. */
export async function insertContact(c: Connection, row: Tables["contact"]["$inferInsert"]): Promise<void> {
  await c.db.insert(c.tables.contact).values({
    ...row,
    nameKey: folded(row.name),
    emailKey: emailKeyOf(row.email),
    phoneKey: phoneKeyOf(row.phone),
    updatedAt: row.updatedAt ?? row.createdAt,
  });
}

export async function allContacts(c: Connection): Promise<ContactRow[]> {
  return c.db.select().from(c.tables.contact).orderBy(asc(c.tables.contact.name));
}

export async function insertAccount(c: Connection, row: Tables["account"]["$inferInsert"]): Promise<void> {
  const updatedAt = row.updatedAt ?? row.createdAt ?? 0;
  await c.db.insert(c.tables.account).values({ ...row, nameKey: folded(row.name), updatedAt });
}

export async function insertCase(c: Connection, row: Tables["supportCase"]["$inferInsert"]): Promise<void> {
  await c.db.insert(c.tables.supportCase).values({ ...row, updatedAt: row.updatedAt ?? row.createdAt });
}

export async function casesOf(c: Connection, contact: string): Promise<CaseRow[]> {
  return queries(c).casesOf({ contact });
}
