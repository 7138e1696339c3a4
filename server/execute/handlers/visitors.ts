import { z } from "zod";
import { type ConversationRow, latestConversationOf } from "#db/repositories/conversations.ts";
import { contactById, insertVisitor, updateVisitor, visitorById } from "#db/repositories/customers.ts";
import { nextNumber } from "#db/repositories/system.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import { Refusal } from "../../failure.ts";
import type { VisitorPrincipal } from "../../principal.ts";
import { apply, beginConversation, loadOpenConversation } from "../conversation.ts";
import { define } from "../define.ts";
import { messageText } from "../text.ts";
import { followUp, type Unit } from "../unit.ts";

function visitorOf(unit: Unit): VisitorPrincipal {
  if (unit.principal.kind !== "visitor") throw new Refusal("FORBIDDEN", "notAllowed");
  return unit.principal;
}

function currentOf(unit: Unit, visitor: VisitorPrincipal): Promise<ConversationRow | null> {
  return loadOpenConversation(unit, visitor.customer, visitor.workstream);
}

async function fireDue(unit: Unit): Promise<void> {
  await currentOf(unit, visitorOf(unit));
}

/**
 * A page's address is kept only when it is one: http or https, 2,000 characters at most. A parser drops
 * control characters from an address; what is stored must not have them either.
 */
export function pageOf(page: string | null): string | null {
  if (page === null || page.length > 2_000 || /\p{Cc}/u.test(page) || !URL.canParse(page)) return null;
  const url = new URL(page);
  return url.protocol === "http:" || url.protocol === "https:" ? page : null;
}

/** A browser is remembered from its first message on, and gets its number with the first one that is nobody's. */
async function numberVisitor(unit: Unit, visitor: VisitorPrincipal): Promise<void> {
  const known = await visitorById(unit.c, visitor.visitorId);
  if (known && (known.number !== null || visitor.contactId !== null)) return;
  const number = visitor.contactId === null ? await nextNumber(unit.c, "visitor") : null;
  if (known) await updateVisitor(unit.c, known.id, { number });
  else {
    const { visitorId: id, tokenHash } = visitor;
    await insertVisitor(unit.c, { id, tokenHash, number, contactId: null, createdAt: unit.at });
  }
}

async function begin(unit: Unit, visitor: VisitorPrincipal): Promise<ConversationRow> {
  const workstream = await workstreamByKey(unit.c, visitor.workstream);
  if (!workstream) throw new Refusal("NOT_FOUND", "workstreamNotFound");
  await numberVisitor(unit, visitor);
  const previous = await latestConversationOf(unit.c, visitor.customer, visitor.workstream);
  const contact = visitor.contactId === null ? null : await contactById(unit.c, visitor.contactId);
  const row = await beginConversation(unit, workstream, {
    customer: visitor.customer,
    visitorId: visitor.visitorId,
    contactId: visitor.contactId,
    caseId: null,
    previousId: previous?.id ?? null,
    page: pageOf(visitor.page),
    browser: visitor.browser,
    language: contact?.language ?? visitor.locale,
  });
  if (previous && previous.state === "wrapUp")
    await followUp(unit, "conversation.superseded", previous.id, {});
  return row;
}

export const visitorCommands = {
  /** What a customer wrote is never refused for the state of a conversation. */
  "visitor.say": define(
    z.strictObject({ text: messageText }),
    async (unit, { text }) => {
      const visitor = visitorOf(unit);
      const id = unit.commandId;
      if (id === null) throw new Refusal("BAD_REQUEST", "badInput");
      const row = await currentOf(unit, visitor);
      const open = row && row.state !== "ended" && row.state !== "wrapUp" ? row : await begin(unit, visitor);
      const after = await apply(
        unit,
        open,
        { type: "customer.messaged", message: id },
        { message: { id, side: "customer", authorId: null, text } },
      );
      return { conversation: after.id, seq: after.lastSeq };
    },
    fireDue,
  ),

  "visitor.end": define(
    z.strictObject({}),
    async (unit) => {
      const row = await currentOf(unit, visitorOf(unit));
      if (!row || row.state === "ended") throw new Refusal("CONFLICT", "nothingToEnd");
      await apply(unit, row, { type: "customer.ended" });
      return { conversation: row.id };
    },
    fireDue,
  ),
};
