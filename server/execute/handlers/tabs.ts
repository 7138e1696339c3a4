import { z } from "zod";
import { articleById } from "#db/repositories/articles.ts";
import { sessionsOf } from "#db/repositories/desks.ts";
import { closeTabRow, moveTabRow, openTabRow, saveTabRow, tabsIn } from "#db/repositories/tabs.ts";
import type { TabKind } from "#machines/wire/records.ts";
import { HOME } from "#machines/workspace/ids.ts";
import { Refusal } from "../../failure.ts";
import { readPart } from "../../policy/installation.ts";
import { nameOf } from "../../stream/records.ts";
import { openSession, sessionIdOf } from "../actions.ts";
import { define, noNul } from "../define.ts";
import { logDesk, type Unit } from "../unit.ts";
import { agentOf } from "./conversations.ts";

/** Tabs of one session beside its anchor. */
export const MOST_TABS = 20;
const MOST_PARAMS = 8_000;
/** The tab that every session has, and no row is kept of. */
const ANCHOR = "anchor";

const subject = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);
const session = z
  .string()
  .min(1)
  .max(128)
  .regex(/^([a-z]+:[\w:.-]+|home)$/i);
const tabId = z.string().min(1).max(128);
const kinds = [
  "knowledge",
  "templates",
  "contact",
  "account",
  "case",
  "dashboard",
  "search",
  "page",
  "article",
] as const satisfies readonly TabKind[];

const word = z.string().max(2_000).refine(noNul, "badCharacter");
const params = z
  .record(z.string().max(32), z.union([word, z.number(), z.boolean(), z.null(), z.array(word).max(50)]))
  .refine((given) => JSON.stringify(given).length <= MOST_PARAMS);

/** Kinds that are about something named, and those that may be a form for a new one. */
const named: readonly TabKind[] = ["contact", "account", "case", "page", "article"];
const creatable: readonly TabKind[] = ["contact", "account", "case"];

async function sessionIsOpen(unit: Unit, agent: string, id: string): Promise<void> {
  if (id === HOME) return;
  if (!(await sessionsOf(unit.c, agent)).some((each) => each.id === id)) {
    throw new Refusal("NOT_FOUND", "sessionNotFound");
  }
}

/** Whether there is something of that kind and id, for this role to see. */
async function isThere(unit: Unit, role: string, kind: TabKind, id: string): Promise<boolean> {
  if (kind === "page") {
    const { pages } = (await readPart(unit.c, "pages")).value;
    const page = pages.find((each) => each.id === id);
    return page !== undefined && (page.roles.length === 0 || page.roles.some((each) => each === role));
  }
  if (kind === "article" && role === "agent") return (await articleById(unit.c, id))?.published === true;
  return (await nameOf(unit.c, kind, id)) !== null;
}

/** @throws Refusal NOT_FOUND */
async function subjectIsThere(unit: Unit, role: string, kind: TabKind, id: string): Promise<void> {
  if (await isThere(unit, role, kind, id)) return;
  throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind } });
}

export const tabCommands = {
  /** Opens a session on a contact, an account or a case, or brings it to the front. */
  "session.open": define(
    z.strictObject({ kind: z.enum(["contact", "account", "case"]), subject }),
    async (unit, { kind, subject: about }) => {
      const agent = agentOf(unit);
      await subjectIsThere(unit, agent.role, kind, about);
      await openSession(unit, agent.id, { kind, subject: about }, false);
      return { session: sessionIdOf(kind, about) };
    },
  ),

  /** One tab for each thing: what is open already is answered with its id. */
  "tab.open": define(
    z.strictObject({
      session,
      kind: z.enum(kinds),
      subject: subject.nullish().transform((given) => given ?? null),
      params: params.default({}),
    }),
    async (unit, input) => {
      const agent = agentOf(unit);
      const { kind } = input;
      await sessionIsOpen(unit, agent.id, input.session);
      if (
        input.subject === null ? named.includes(kind) && !creatable.includes(kind) : !named.includes(kind)
      ) {
        throw new Refusal("BAD_REQUEST", "badInput");
      }
      if (input.subject !== null) {
        if (input.session === `${kind}:${input.subject}`) return { tab: ANCHOR, opened: false };
        await subjectIsThere(unit, agent.role, kind, input.subject);
      }
      const id = named.includes(kind) ? `${kind}:${input.subject ?? "new"}` : kind;
      const open = await tabsIn(unit.c, agent.id, input.session);
      if (open.some((each) => each.id === id)) return { tab: id, opened: false };
      if (open.length >= MOST_TABS) {
        throw new Refusal("CONFLICT", "tabLimit", { data: { limit: MOST_TABS } });
      }
      await openTabRow(unit.c, {
        agentId: agent.id,
        session: input.session,
        id,
        kind,
        subject: input.subject,
        params: input.params,
        position: Math.max(0, ...open.map((each) => each.position)) + 1,
        openedAt: unit.at,
      });
      await logDesk(unit, agent.id, { tab: { session: input.session, put: id } });
      return { tab: id, opened: true };
    },
  ),

  "tab.close": define(z.strictObject({ session, tab: tabId }), async (unit, input) => {
    const agent = agentOf(unit);
    if (!(await closeTabRow(unit.c, agent.id, input.session, input.tab))) {
      throw new Refusal("NOT_FOUND", "tabNotFound");
    }
    await logDesk(unit, agent.id, { tab: { session: input.session, closed: input.tab } });
    return null;
  }),

  "tab.move": define(
    z.strictObject({ session, tab: tabId, position: z.int().min(0).max(1_000) }),
    async (unit, input) => {
      const agent = agentOf(unit);
      const open = await tabsIn(unit.c, agent.id, input.session);
      const moved = open.find((each) => each.id === input.tab);
      if (!moved) throw new Refusal("NOT_FOUND", "tabNotFound");
      const order = open.filter((each) => each.id !== input.tab);
      order.splice(Math.min(input.position, order.length), 0, moved);
      for (const [index, each] of order.entries()) {
        await moveTabRow(unit.c, agent.id, input.session, each.id, index + 1);
      }
      await logDesk(unit, agent.id, { tab: { session: input.session, order: order.map((each) => each.id) } });
      return null;
    },
  ),

  /** What the page in it shows: a query and its filters, say. The log has only that it changed. */
  "tab.save": define(z.strictObject({ session, tab: tabId, params }), async (unit, input) => {
    const agent = agentOf(unit);
    if (!(await saveTabRow(unit.c, agent.id, input.session, input.tab, input.params))) {
      throw new Refusal("NOT_FOUND", "tabNotFound");
    }
    await logDesk(unit, agent.id, { tab: { session: input.session, put: input.tab } });
    return null;
  }),
};
