import { z } from "zod";
import type { ConversationRow } from "#db/repositories/conversations.ts";
import { insertAccount, insertCase, insertContact } from "#db/repositories/customers.ts";
import {
  type AccountChange,
  accountView,
  type CaseChange,
  type ContactChange,
  caseView,
  contactView,
  highestCaseNumber,
  saveAccount,
  saveCase,
  saveContact,
} from "#db/repositories/records.ts";
import { nextNumber, raiseNumber } from "#db/repositories/system.ts";
import type { EntityKind, RecordKind } from "#machines/wire/records.ts";
import { RECORD_READERS } from "../../auth/readers.ts";
import { Refusal } from "../../failure.ts";
import { apply } from "../conversation.ts";
import { define } from "../define.ts";
import {
  changedFields,
  type Fields,
  formed,
  made,
  merged,
  newFields,
  oneOf,
  reference,
  text,
  type Value,
} from "../fields.ts";
import { log, type Unit } from "../unit.ts";
import { agentOf, fireDue, readableTo } from "./conversations.ts";

const id = z.string().min(1).max(64);
export const locales = ["gl", "en", "es", "pt"] as const;

/** Something, an @, something with a dot: whether it is anybody's, only a letter tells. */
const isEmail = (value: string) => /^[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@.]{2,}$/u.test(value);
const isWebsite = (value: string) =>
  URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);

/** The fields of the forms and their bounds, in characters as a person counts. */
export const contactFields: Fields = {
  name: text(200, { required: true }),
  email: formed(320, isEmail),
  phone: text(50),
  language: oneOf(locales, false),
  jobTitle: text(200),
  address: text(1_000, { lines: true }),
  description: text(20_000, { lines: true }),
  account: reference("accountId"),
};
export const accountFields: Fields = {
  name: text(200, { required: true }),
  website: formed(2_000, isWebsite),
  email: formed(320, isEmail),
  phone: text(50),
  address: text(1_000, { lines: true }),
  description: text(20_000, { lines: true }),
};
export const caseFields: Fields = {
  title: text(500, { required: true }),
  status: oneOf(["open", "pending", "resolved", "closed"], true),
  priority: oneOf(["low", "normal", "high", "urgent"], true),
  description: text(20_000, { lines: true }),
  contact: reference("contactId"),
  account: reference("accountId"),
};

/** Which record was made or changed, and in which fields: never what stands in them. */
export async function logRecord(
  unit: Unit,
  kind: RecordKind,
  record: { id: string; rev: number },
  type: "record.created" | "record.changed" | "record.removed",
  fields: string[],
): Promise<void> {
  await log(unit, {
    machine: kind,
    machineId: record.id,
    rev: record.rev,
    hash: "",
    type,
    payload: { fields },
    edges: [],
    before: null,
    after: null,
    audience: { before: [...RECORD_READERS], after: [...RECORD_READERS] },
  });
}

/** Refuses what refers to nothing. */
async function checkReferences(unit: Unit, columns: Record<string, Value>): Promise<void> {
  const { contactId, accountId } = columns;
  if (typeof contactId === "string" && !(await contactView(unit.c, contactId))) {
    throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "contact" } });
  }
  if (typeof accountId === "string" && !(await accountView(unit.c, accountId))) {
    throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "account" } });
  }
}

/** The next number of a case; counts on from the highest one that there is. */
async function nextCaseNumber(unit: Unit): Promise<number> {
  await raiseNumber(unit.c, "case", await highestCaseNumber(unit.c));
  return nextNumber(unit.c, "case");
}

const given = (columns: Record<string, Value>) =>
  Object.entries(columns).flatMap(([name, value]) => (value === null ? [] : [name]));

async function link(
  unit: Unit,
  row: ConversationRow,
  what: { contact: string | null } | { case: string | null },
): Promise<void> {
  if ("contact" in what && row.customer.startsWith("contact:")) {
    // Signed by the host's page: that is who it is, and not for anybody here to say.
    throw new Refusal("CONFLICT", "customerIsSigned");
  }
  const type = "contact" in what ? "contact.linked" : "case.linked";
  await apply(unit, row, { type, ...what });
}

/** Saves changed fields of one kind over what is stored, in one place for all three. */
function saving<K extends EntityKind>(
  kind: K,
  fields: Fields,
  /** What a conflict tells, and the columns that are compared. */
  load: (
    unit: Unit,
    id: string,
  ) => Promise<{ view: { rev: number }; stored: Record<string, unknown> } | null>,
  save: (unit: Unit, id: string, columns: Record<string, Value>, rev: number) => Promise<boolean>,
) {
  return define(z.strictObject({ record: id, fields: changedFields }), async (unit, input) => {
    agentOf(unit);
    const found = await load(unit, input.record);
    if (!found) throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind } });
    const { columns, names } = merged(fields, found.stored, input.fields, found.view);
    if (names.length === 0) return { rev: found.view.rev };
    await checkReferences(unit, columns);
    const rev = found.view.rev + 1;
    if (!(await save(unit, input.record, columns, rev))) {
      throw new Refusal("CONFLICT", "changedMeanwhile", { retryable: true });
    }
    await logRecord(unit, kind, { id: input.record, rev }, "record.changed", names);
    return { rev };
  });
}

const ofConversation = z.strictObject({ fields: newFields, conversation: id.optional() });

async function conversationToLink(unit: Unit, conversation: string | undefined) {
  return conversation === undefined ? null : readableTo(unit, agentOf(unit), conversation);
}

export const recordCommands = {
  /** With a conversation, it is linked to it in the same commit. */
  "contact.create": define(ofConversation, async (unit, { fields, conversation }) => {
    agentOf(unit);
    const row = await conversationToLink(unit, conversation);
    const columns = made(contactFields, fields);
    await checkReferences(unit, columns);
    const contact = unit.newId();
    const change = columns as ContactChange;
    await insertContact(unit.c, {
      ...change,
      id: contact,
      name: change.name ?? "",
      rev: 1,
      createdAt: unit.at,
    });
    await logRecord(unit, "contact", { id: contact, rev: 1 }, "record.created", given(columns));
    if (row) await link(unit, row, { contact });
    return { contact };
  }),

  "contact.save": saving(
    "contact",
    contactFields,
    async (unit, contact) => {
      const view = await contactView(unit.c, contact);
      return view && { view, stored: { ...view, accountId: view.account?.id ?? null } };
    },
    (unit, contact, columns, rev) =>
      saveContact(unit.c, contact, columns as ContactChange, { rev, updatedAt: unit.at }),
  ),

  "account.create": define(z.strictObject({ fields: newFields }), async (unit, { fields }) => {
    agentOf(unit);
    const columns = made(accountFields, fields);
    const account = unit.newId();
    const change = columns as AccountChange;
    await insertAccount(unit.c, {
      ...change,
      id: account,
      name: change.name ?? "",
      rev: 1,
      createdAt: unit.at,
    });
    await logRecord(unit, "account", { id: account, rev: 1 }, "record.created", given(columns));
    return { account };
  }),

  "account.save": saving(
    "account",
    accountFields,
    async (unit, account) => {
      const view = await accountView(unit.c, account);
      return view && { view, stored: { ...view } };
    },
    (unit, account, columns, rev) =>
      saveAccount(unit.c, account, columns as AccountChange, { rev, updatedAt: unit.at }),
  ),

  /** A case of a conversation is its customer's, and a contact's case their account's, unless told otherwise. */
  "case.create": define(ofConversation, async (unit, { fields, conversation }) => {
    agentOf(unit);
    const row = await conversationToLink(unit, conversation);
    const columns = made(caseFields, {
      status: "open",
      priority: "normal",
      ...(row?.contactId ? { contact: row.contactId } : {}),
      ...fields,
    });
    await checkReferences(unit, columns);
    const change = columns as CaseChange;
    const contact = change.contactId ? await contactView(unit.c, change.contactId) : null;
    const supportCase = unit.newId();
    await insertCase(unit.c, {
      ...change,
      id: supportCase,
      number: await nextCaseNumber(unit),
      title: change.title ?? "",
      status: change.status ?? "open",
      accountId: change.accountId ?? contact?.account?.id ?? null,
      rev: 1,
      createdAt: unit.at,
    });
    await logRecord(unit, "case", { id: supportCase, rev: 1 }, "record.created", given(columns));
    if (row) await link(unit, row, { case: supportCase });
    return { case: supportCase };
  }),

  "case.save": saving(
    "case",
    caseFields,
    async (unit, supportCase) => {
      const view = await caseView(unit.c, supportCase);
      if (!view) return null;
      const ids = { contactId: view.contact?.id ?? null, accountId: view.account?.id ?? null };
      return { view, stored: { ...view, ...ids } };
    },
    (unit, supportCase, columns, rev) =>
      saveCase(unit.c, supportCase, columns as CaseChange, { rev, updatedAt: unit.at }),
  ),

  /** `contact: null` takes the link away. */
  "conversation.linkContact": define(
    z.strictObject({ conversation: id, contact: id.nullable() }),
    async (unit, { conversation, contact }) => {
      const row = await readableTo(unit, agentOf(unit), conversation);
      await checkReferences(unit, { contactId: contact });
      if (row.contactId !== contact) await link(unit, row, { contact });
      return { conversation };
    },
    fireDue,
  ),

  /** `case: null` takes the link away. */
  "conversation.linkCase": define(
    z.strictObject({ conversation: id, case: id.nullable() }),
    async (unit, input) => {
      const row = await readableTo(unit, agentOf(unit), input.conversation);
      if (input.case !== null && !(await caseView(unit.c, input.case))) {
        throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "case" } });
      }
      if (row.caseId !== input.case) await link(unit, row, { case: input.case });
      return { conversation: input.conversation };
    },
    fireDue,
  ),
};
