import { createHash } from "node:crypto";
import type { Database, WriteConnection } from "#db/connection.ts";
import { addQueue, addToQueue } from "#db/repositories/agents.ts";
import { insertArticle } from "#db/repositories/articles.ts";
import type { ConversationRow } from "#db/repositories/conversations.ts";
import { insertAccount, insertCase, insertContact, insertVisitor } from "#db/repositories/customers.ts";
import { followupDone, openFollowups } from "#db/repositories/log.ts";
import { markRead } from "#db/repositories/messages.ts";
import { nextNumber } from "#db/repositories/system.ts";
import { insertTemplate } from "#db/repositories/templates.ts";
import { type WorkstreamRow, workstreamByKey } from "#db/repositories/workstreams.ts";
import { closeSession, conversationSession } from "../execute/actions.ts";
import { apply, beginConversation, chartPolicy, loadConversation } from "../execute/conversation.ts";
import { makeUnit, type Unit } from "../execute/unit.ts";
import { addWorkstreams } from "../furnish.ts";
import { type AgentPrincipal, type Principal, SYSTEM } from "../principal.ts";
import { articles } from "./content/articles.ts";
import { accounts, cases, contacts, people, queue, workstreams } from "./content/people.ts";
import { templates } from "./content/templates.ts";
import type { DemoPerson } from "./content/types.ts";
import { type DemoConversation, demoHistory } from "./history.ts";
import { demoId } from "./ids.ts";
import { type DemoMove, movesOf } from "./moves.ts";

const DAY = 24 * 60 * 60 * 1000;
/** Follow-ups of the past mean nothing to the presences of today. */
const FOLLOWUPS_AT_ONCE = 1000;

export type SeedDeps = {
  database: Database;
  /** Ids of the demo's people, who can sign in already, by their key. */
  staff: Readonly<Record<string, string>>;
  now: number;
  /** A new secret for a workstream's identity tokens. */
  newSecret(): string;
  /** The counter from which visitors take their numbers. */
  visitorCounter: string;
};

type World = {
  c: WriteConnection;
  deps: SeedDeps;
  people: Map<string, AgentPrincipal>;
  rows: Map<string, ConversationRow>;
};

/** Pages of one's own machine may embed the demo's widget: that is where it is tried. */
const hosts = ["http://localhost:*", "http://127.0.0.1:*"];

/** Workstreams, the queue, and the customers with their accounts and cases. */
async function furnish({ c, deps }: World): Promise<void> {
  const founded = deps.now - 400 * DAY;
  const queueId = demoId("queue", queue.key);
  await addQueue(c, queueId, queue.name);
  for (const key of queue.members) await addToQueue(c, queueId, idOf(deps, key));
  await addWorkstreams(c, { queueId, workstreams, allowedHosts: hosts, newSecret: deps.newSecret });
  for (const { key, ...about } of accounts) {
    await insertAccount(c, { ...about, id: demoId("account", key), createdAt: founded });
  }
  for (const contact of contacts) {
    await insertContact(c, {
      id: demoId("contact", contact.key),
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
      language: contact.language,
      accountId: contact.account ? demoId("account", contact.account) : null,
      externalId: contact.key,
      jobTitle: contact.jobTitle ?? null,
      description: contact.description ?? null,
      createdAt: founded,
    });
  }
  for (const each of cases) {
    await insertCase(c, {
      id: demoId("case", each.key),
      number: each.number,
      title: each.title,
      status: each.status,
      priority: each.priority,
      description: each.description,
      contactId: demoId("contact", each.contact),
      accountId: accountOf(each.contact),
      createdAt: deps.now - 60 * DAY,
    });
  }
  for (const { key, draft, tags, ...about } of articles) {
    const id = demoId("article", key);
    await insertArticle(c, {
      ...about,
      id,
      slug: key,
      tags: [...tags],
      published: draft !== true,
      rev: 1,
      createdAt: founded,
      updatedAt: founded,
    });
  }
  for (const { key, ...about } of templates) {
    const id = demoId("template", key);
    await insertTemplate(c, { ...about, id, rev: 1, createdAt: founded, updatedAt: founded });
  }
}

function accountOf(contact: string): string | null {
  const account = contacts.find(({ key }) => key === contact)?.account;
  return account === undefined ? null : demoId("account", account);
}

function idOf(deps: SeedDeps, key: string): string {
  const id = deps.staff[key];
  if (id === undefined) throw new Error(`The demo's person ${key} has no sign-in.`);
  return id;
}

function principalOf(deps: SeedDeps, { key, name, role }: DemoPerson): AgentPrincipal {
  const id = idOf(deps, key);
  return { kind: "agent", key: `agent:${id}`, id, name, role };
}

function spentToken(id: string): string {
  return createHash("sha256").update(`spent ${id}`).digest("hex");
}

/** The browsers that the past customers came with; nobody holds their tokens any more. */
async function insertVisitors({ c, deps }: World, conversations: DemoConversation[]): Promise<void> {
  for (const { customer, createdAt } of conversations) {
    if (customer.kind !== "visitor") continue;
    const { id, number } = customer;
    await insertVisitor(c, { id, tokenHash: spentToken(id), number, contactId: null, createdAt });
    await nextNumber(c, deps.visitorCounter);
  }
}

function customerOf(conversation: DemoConversation): Principal {
  const { customer, workstream, language, page } = conversation;
  const known = customer.kind === "contact";
  return {
    kind: "visitor",
    key: `visitor:${customer.id}`,
    visitorId: customer.id,
    tokenHash: spentToken(customer.id),
    contactId: known ? customer.id : null,
    customer: `${customer.kind}:${customer.id}`,
    workstream,
    locale: language,
    page,
    browser: null,
  };
}

function unitOf(world: World, move: DemoMove, newId: () => string): Unit {
  const { conversation, act } = move;
  const by = act.kind === "begin" ? "customer" : act.kind === "event" ? act.by : "system";
  const principal = {
    customer: () => customerOf(conversation),
    agent: () => world.people.get(conversation.owner ?? "") ?? SYSTEM,
    supervisor: () => world.people.get("carme") ?? SYSTEM,
    system: () => SYSTEM,
  }[by]();
  return makeUnit(world.c, move.at, principal, null, newId);
}

/** Makes one move as `execute` would have made it then: chart, row, messages, timers and log agree. */
async function make(
  world: World,
  move: DemoMove,
  workstream: WorkstreamRow,
  newId: () => string,
): Promise<void> {
  const { conversation, act } = move;
  const unit = unitOf(world, move, newId);
  const row = world.rows.get(conversation.id);
  const owner = conversation.owner === null ? null : (world.deps.staff[conversation.owner] ?? null);
  if (act.kind === "begin") {
    const { customer } = conversation;
    const begun = await beginConversation(unit, workstream, {
      customer: `${customer.kind}:${customer.id}`,
      visitorId: customer.kind === "visitor" ? customer.id : null,
      contactId: customer.kind === "contact" ? customer.id : null,
      caseId: null,
      previousId: null,
      page: conversation.page,
      browser: null,
      language: conversation.language,
    });
    world.rows.set(conversation.id, begun);
    return;
  }
  if (!row) throw new Error(`The demo conversation ${conversation.key} has not begun.`);
  if (act.kind === "time") world.rows.set(row.id, await loadConversation(unit, row.id));
  if (act.kind === "event") {
    const about = {
      ...(owner !== null && act.by !== "customer" ? { agent: owner } : {}),
      ...(act.message ? { message: act.message.id } : {}),
      ...(act.type === "case.linked" ? { case: demoId("case", conversation.case ?? "") } : {}),
    };
    const enclosed = act.message && {
      ...act.message,
      side: act.by === "customer" ? ("customer" as const) : ("agent" as const),
      authorId: act.by === "agent" ? owner : null,
    };
    const options = { asSystem: act.by === "system", ...(enclosed ? { message: enclosed } : {}) };
    const after = await apply(unit, row, { type: act.type, ...about }, options);
    world.rows.set(row.id, after);
    if (owner !== null && act.by === "agent") await markRead(world.c, row.id, owner, after.lastSeq);
  }
  if (act.kind === "tidy" && owner !== null) {
    await closeSession(unit, owner, conversationSession(row.id));
    await markRead(world.c, row.id, owner, row.lastSeq);
  }
}

async function relive(world: World, conversations: DemoConversation[]): Promise<void> {
  const known = new Map<string, WorkstreamRow>();
  for (const { key } of workstreams) {
    const row = await workstreamByKey(world.c, key);
    if (row) known.set(key, row);
  }
  const workstreamOf = (conversation: DemoConversation): WorkstreamRow => {
    const row = known.get(conversation.workstream);
    if (!row) throw new Error(`The demo has no workstream ${conversation.workstream}.`);
    return row;
  };
  const moves = conversations
    .flatMap((conversation) => movesOf(conversation, chartPolicy(workstreamOf(conversation))))
    .sort((one, other) => one.at - other.at);
  const counts = new Map<string, number>();
  for (const move of moves) {
    const { id, key } = move.conversation;
    const newId = () => {
      const count = counts.get(id) ?? 0;
      counts.set(id, count + 1);
      return count === 0 ? id : demoId("row", `${key} ${count}`);
    };
    await make(world, move, workstreamOf(move.conversation), newId);
  }
}

async function forgetFollowups(c: WriteConnection): Promise<void> {
  for (;;) {
    const open = await openFollowups(c, FOLLOWUPS_AT_ONCE);
    if (open.length === 0) return;
    for (const { id } of open) await followupDone(c, id);
  }
}

/**
 * Puts the demo workspace into an empty database, in one transaction: all of it is there, or nothing. The
 * past is relived event by event through the charts, so that every replay of it is real.
 */
export async function seedDemo(deps: SeedDeps): Promise<void> {
  const { conversations } = demoHistory(deps.now);
  await deps.database.write(async (c) => {
    const principals = people.map((person): [string, AgentPrincipal] => [
      person.key,
      principalOf(deps, person),
    ]);
    const world: World = { c, deps, people: new Map(principals), rows: new Map() };
    await furnish(world);
    await insertVisitors(world, conversations);
    await relive(world, conversations);
    await forgetFollowups(c);
  });
}
