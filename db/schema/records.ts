import type { CasePriority, CaseStatus, SettingPart, TabKind, TabParams } from "#machines/wire/records.ts";
import type { Locale } from "#machines/wire/views.ts";
import type { Kit } from "./columns.ts";
import type { JsonObject } from "./documents.ts";

/**
 * What agents work with beside conversations: contacts, accounts, cases, articles, e-mail templates, and the
 * tabs in which they are open. `…Key` columns are made from what stands beside them (`db/fold.ts`), to be
 * compared and sorted by. What a search looks through is kept in step by the dialect's own triggers.
 */
export function defineRecords(kit: Kit) {
  const { table, text, int, time, flag, json, index, uniqueIndex, primaryKey } = kit;

  const account = table(
    "account",
    {
      id: text().primaryKey(),
      name: text().notNull(),
      website: text(),
      email: text(),
      phone: text(),
      address: text(),
      description: text(),
      nameKey: text().notNull().default(""),
      rev: int().notNull().default(0),
      createdAt: time().notNull().default(0),
      updatedAt: time().notNull().default(0),
    },
    (t) => [index("account_name").on(t.nameKey, t.id)],
  );

  const contact = table(
    "contact",
    {
      id: text().primaryKey(),
      name: text().notNull(),
      email: text(),
      phone: text(),
      language: text().$type<Locale>(),
      accountId: text(),
      /** The host's own id of this person: `sub` of the identity token. */
      externalId: text(),
      createdAt: time().notNull(),
      jobTitle: text(),
      address: text(),
      description: text(),
      nameKey: text().notNull().default(""),
      emailKey: text(),
      phoneKey: text(),
      rev: int().notNull().default(0),
      updatedAt: time().notNull().default(0),
    },
    (t) => [
      uniqueIndex("contact_external").on(t.externalId),
      index("contact_account").on(t.accountId, t.nameKey),
      index("contact_name").on(t.nameKey, t.id),
      index("contact_email").on(t.emailKey),
      index("contact_phone").on(t.phoneKey),
    ],
  );

  const supportCase = table(
    "support_case",
    {
      id: text().primaryKey(),
      number: int().notNull(),
      title: text().notNull(),
      status: text().$type<CaseStatus>().notNull(),
      contactId: text(),
      createdAt: time().notNull(),
      priority: text().$type<CasePriority>().notNull().default("normal"),
      accountId: text(),
      description: text(),
      rev: int().notNull().default(0),
      updatedAt: time().notNull().default(0),
    },
    (t) => [
      uniqueIndex("support_case_number").on(t.number),
      index("support_case_contact").on(t.contactId),
      index("support_case_account").on(t.accountId),
    ],
  );

  const article = table(
    "article",
    {
      id: text().primaryKey(),
      /** The last part of its address; unique. */
      slug: text().notNull(),
      title: text().notNull(),
      /** Markdown, kept as the text that it is. */
      body: text().notNull(),
      language: text().$type<Locale>().notNull(),
      tags: json<string[]>().notNull(),
      published: flag().notNull(),
      rev: int().notNull(),
      createdAt: time().notNull(),
      updatedAt: time().notNull(),
    },
    (t) => [uniqueIndex("article_slug").on(t.slug), index("article_updated").on(t.updatedAt, t.id)],
  );

  const template = table("template", {
    id: text().primaryKey(),
    name: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    language: text().$type<Locale>().notNull(),
    rev: int().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  });

  /** A page inside a session, beside its anchor; `session` is `home` for those of Home. */
  const tab = table(
    "tab",
    {
      agentId: text().notNull(),
      session: text().notNull(),
      id: text().notNull(),
      kind: text().$type<TabKind>().notNull(),
      subject: text(),
      /** What the page shows: its query, filters, the place in it. */
      params: json<TabParams>().notNull(),
      position: int().notNull(),
      openedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.agentId, t.session, t.id] }), index("tab_subject").on(t.subject)],
  );

  /** What an admin set for the whole installation, part by part. */
  const setting = table("setting", {
    part: text().$type<SettingPart>().primaryKey(),
    value: json<JsonObject>().notNull(),
    rev: int().notNull(),
    updatedAt: time().notNull(),
  });

  return { account, contact, supportCase, article, template, tab, setting };
}
