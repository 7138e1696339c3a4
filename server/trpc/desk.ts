import { z } from "zod";
import { queuesOf } from "#db/repositories/agents.ts";
import { conversationsOfCustomer } from "#db/repositories/conversations.ts";
import { contactById } from "#db/repositories/customers.ts";
import { draftsOf } from "#db/repositories/desks.ts";
import { itemById } from "#db/repositories/items.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { lastReadBy, messagesBefore } from "#db/repositories/messages.ts";
import { keysOfAgent, mayRead, readersOf } from "../auth/readers.ts";
import { readDesk } from "../stream/views.ts";
import { command, readable } from "./command.ts";
import { linkProcedures } from "./records.ts";
import { procedure, router, signedIn } from "./trpc.ts";

const id = z.uuid();
const conversation = z.string().min(1).max(64);
const one = z.strictObject({ id, conversation });
const MOST_MESSAGES = 200;
const TIMELINE = 200;

export const deskRouter = router({
  load: procedure.query(({ ctx }) =>
    ctx.services.database.read((c) => readDesk(c, signedIn(ctx.principal), ctx.services.clock.now())),
  ),
});

export const offerRouter = router({
  accept: command("offer.accept", one),
  reject: command("offer.reject", one),
});

export const conversationRouter = router({
  pick: command("conversation.pick", one),
  open: command("conversation.open", one),
  end: command("conversation.end", one),
  continue: command("conversation.continue", one),
  release: command("conversation.release", one),
  ...linkProcedures,
  read: command("conversation.read", z.strictObject({ id, conversation, seq: z.int().min(1) })),

  /** The newest messages before `before`, in order; `lastRead` is where this agent left off. */
  messages: procedure
    .input(
      z.strictObject({
        conversation,
        before: z.int().min(1).optional(),
        limit: z.int().min(1).max(MOST_MESSAGES).default(50),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.services.database.read(async (c) => {
        const principal = signedIn(ctx.principal);
        const row = await readable(c, principal, input.conversation);
        const before = input.before ?? Number.MAX_SAFE_INTEGER;
        return {
          ...(await messagesBefore(c, row.id, before, input.limit)),
          lastRead: await lastReadBy(c, row.id, principal.id),
        };
      }),
    ),

  /** What stands beside a conversation: who the customer is, what they brought, what was before. */
  details: procedure.input(z.strictObject({ conversation })).query(({ ctx, input }) =>
    ctx.services.database.read(async (c) => {
      const principal = signedIn(ctx.principal);
      const row = await readable(c, principal, input.conversation);
      const contact = row.contactId === null ? null : await contactById(c, row.contactId);
      const events = await eventsOf(c, row.id, TIMELINE);
      const accepted = events.find(
        (event) => event.after?.includes("active") && !event.before?.includes("active"),
      );
      const keys = new Set(keysOfAgent(principal, await queuesOf(c, principal.id)));
      // The history of a known customer is theirs and the house's; of a stranger only what one may read.
      const before = (await conversationsOfCustomer(c, row.customer, 20)).filter(
        (each) => each.id !== row.id && (row.contactId !== null || mayRead(keys, readersOf(each))),
      );
      return {
        item: await itemById(c, row.id),
        customer: {
          name: contact?.name ?? null,
          email: contact?.email ?? null,
          phone: contact?.phone ?? null,
          language: contact?.language ?? row.language,
          account: contact?.accountName ?? null,
        },
        brought: { page: row.page, browser: row.browser, language: row.language },
        waited: (accepted?.at ?? ctx.services.clock.now()) - row.createdAt,
        history: before.map((each) => ({
          id: each.id,
          state: each.state,
          createdAt: each.createdAt,
          closedAt: each.closedAt,
          lastText: each.lastText,
        })),
        timeline: events.map((event) => ({
          at: event.at,
          type: event.type,
          by: event.by,
          role: event.role,
          after: event.after,
        })),
      };
    }),
  ),
});

/** For scripts: a workspace sends what it says by its line, in order, and again when the line was cut. */
export const messageRouter = router({
  send: command(
    "message.send",
    z.strictObject({ id, conversation, text: z.string(), draftRev: z.int().min(0).optional() }),
  ),
});

export const sessionRouter = router({
  open: command(
    "session.open",
    z.strictObject({ id, kind: z.string().max(16), subject: z.string().max(64) }),
  ),
  close: command("session.close", z.strictObject({ id, session: z.string().max(128) })),
  move: command("session.move", z.strictObject({ id, session: z.string().max(128), position: z.int() })),
});

const tab = { id, session: z.string().max(128), tab: z.string().max(128) };
const params = z.record(z.string(), z.unknown());

export const tabRouter = router({
  open: command(
    "tab.open",
    z.strictObject({
      id,
      session: z.string().max(128),
      kind: z.string().max(16),
      subject: z.string().max(64).nullish(),
      params: params.optional(),
    }),
  ),
  close: command("tab.close", z.strictObject(tab)),
  move: command("tab.move", z.strictObject({ ...tab, position: z.int() })),
  save: command("tab.save", z.strictObject({ ...tab, params })),
});

export const draftRouter = router({
  save: command(
    "draft.save",
    z.strictObject({
      id,
      session: z.string(),
      field: z.string(),
      text: z.string(),
      baseRev: z.int(),
      window: z.string(),
    }),
  ),
  list: procedure.query(({ ctx }) =>
    ctx.services.database.read((c) => draftsOf(c, signedIn(ctx.principal).id)),
  ),
});

export const presenceRouter = router({
  choose: command("presence.choose", z.strictObject({ id, presence: z.string().max(32) })),
  reset: command("presence.reset", z.strictObject({ id })),
});

export const dayRouter = router({
  end: command("day.end", z.strictObject({ id })),
});
