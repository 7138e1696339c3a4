import { sql } from "drizzle-orm";
import type {
  ChartId,
  ConversationState,
  Locale,
  NoticeKey,
  PresenceLabel,
  Role,
  Scheme,
  Side,
} from "#machines/wire/views.ts";
import type { Kit } from "./columns.ts";
import type { JsonObject } from "./documents.ts";
import { defineRecords } from "./records.ts";

export { asJsonObject, type Json, type JsonObject } from "./documents.ts";

/** Who might read before and after an event: reader keys of `server/auth/readers.ts`. */
export type Audience = { before: string[]; after: string[] };

/**
 * The schema, once for both dialects. Times are epoch milliseconds. Partial indexes carry literals, so
 * that a generic plan can use them.
 */
export function defineTables(kit: Kit) {
  const { table, text, int, time, flag, json, serial, index, uniqueIndex, primaryKey } = kit;

  const agent = table("agent", {
    id: text().primaryKey(),
    email: text().notNull().unique(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    active: flag().notNull(),
    locale: text().$type<Locale>(),
    scheme: text().$type<Scheme>().notNull(),
    /** Units that this agent may hold at once, and what is held now: the one truth of capacity. */
    capacity: int().notNull(),
    load: int().notNull(),
    /** Lifted from the presence chart, for routing. */
    presence: text().$type<PresenceLabel>().notNull(),
    /** Since when there is less to do: ties in routing go to the longest idle. */
    idleSince: time().notNull(),
    createdAt: time().notNull(),
  });

  const presence = table("presence", {
    agentId: text().primaryKey(),
    chart: text().notNull(),
    hash: text().notNull(),
    rev: int().notNull(),
    snapshot: json<JsonObject>().notNull(),
  });

  const queue = table("queue", { id: text().primaryKey(), name: text().notNull() });
  const queueMember = table("queue_member", { queueId: text().notNull(), agentId: text().notNull() }, (t) => [
    primaryKey({ columns: [t.queueId, t.agentId] }),
    index("queue_member_agent").on(t.agentId),
  ]);

  const workstream = table("workstream", {
    key: text().primaryKey(),
    name: text().notNull(),
    chart: text().$type<ChartId>().notNull(),
    channel: text().$type<"web" | "sms">().notNull(),
    queueId: text().notNull(),
    policy: json<JsonObject>().notNull(),
    policyRev: int().notNull(),
    /** Signs and checks the identity tokens of the host's page (HS256). */
    secret: text().notNull(),
  });

  const records = defineRecords(kit);

  const visitor = table(
    "visitor",
    {
      id: text().primaryKey(),
      /** SHA-256 of the token; the token itself is never stored. */
      tokenHash: text().notNull(),
      /** Given with the first message, from one counter, never reused. */
      number: int(),
      contactId: text(),
      createdAt: time().notNull(),
    },
    (t) => [uniqueIndex("visitor_token").on(t.tokenHash)],
  );

  const conversation = table(
    "conversation",
    {
      id: text().primaryKey(),
      workstream: text().notNull(),
      chart: text().$type<ChartId>().notNull(),
      channel: text().$type<"web" | "sms">().notNull(),
      /** `visitor:<id>` or `contact:<id>`. */
      customer: text().notNull(),
      visitorId: text(),
      contactId: text(),
      caseId: text(),
      queueId: text().notNull(),
      ownerId: text(),
      affinityId: text(),
      state: text().$type<ConversationState>().notNull(),
      /** 1: first in line. */
      priority: int().notNull(),
      outcome: text(),
      /** The conversation that this one follows. */
      previousId: text(),
      page: text(),
      browser: text(),
      language: text().$type<Locale>(),
      createdAt: time().notNull(),
      updatedAt: time().notNull(),
      closedAt: time(),
      /** When the customer's oldest unanswered message came. */
      waitingSince: time(),
      /** When the offer, the waiting or the wrap-up ends: lifted from its timer. */
      deadline: time(),
      lastSeq: int().notNull(),
      /** How many of the messages are the customer's. */
      customerCount: int().notNull(),
      lastSide: text().$type<Side>(),
      lastText: text(),
      lastAt: time(),
      hash: text().notNull(),
      rev: int().notNull(),
      policyRev: int().notNull(),
      snapshot: json<JsonObject>().notNull(),
    },
    (t) => [
      uniqueIndex("conversation_open_one")
        .on(t.customer, t.workstream)
        .where(sql`state in ('queued', 'offered', 'active', 'waiting')`),
      index("conversation_mine").on(t.ownerId, t.updatedAt).where(sql`state in ('active', 'wrapUp')`),
      index("conversation_owned").on(t.ownerId).where(sql`state in ('offered', 'active', 'wrapUp')`),
      index("conversation_waiting").on(t.affinityId, t.updatedAt).where(sql`state = 'waiting'`),
      index("conversation_line")
        .on(t.queueId, t.priority, t.createdAt)
        .where(sql`state in ('queued', 'offered')`),
      index("conversation_closed").on(t.ownerId, t.closedAt).where(sql`state = 'ended'`),
      index("conversation_customer").on(t.customer, t.createdAt),
      index("conversation_policy")
        .on(t.workstream, t.policyRev)
        .where(sql`state in ('queued', 'offered', 'active', 'waiting', 'wrapUp')`),
      index("conversation_contact").on(t.contactId, t.createdAt),
      index("conversation_case").on(t.caseId, t.createdAt),
      index("conversation_line_waiting")
        .on(t.queueId, t.waitingSince, t.id)
        .where(sql`state in ('queued', 'offered')`),
      index("conversation_line_workstream")
        .on(t.queueId, t.workstream, t.id)
        .where(sql`state in ('queued', 'offered')`),
      index("conversation_line_updated")
        .on(t.queueId, t.updatedAt)
        .where(sql`state in ('queued', 'offered')`),
    ],
  );

  const message = table(
    "message",
    {
      /** The sender's own UUID, within the conversation's customer or agent. */
      id: text().primaryKey(),
      conversationId: text().notNull(),
      seq: int().notNull(),
      side: text().$type<Side>().notNull(),
      authorId: text(),
      text: text().notNull(),
      notice: text().$type<NoticeKey>(),
      /** How many of the conversation's messages up to this one are the customer's. */
      customerCount: int().notNull(),
      at: time().notNull(),
    },
    (t) => [uniqueIndex("message_order").on(t.conversationId, t.seq)],
  );

  const participant = table(
    "participant",
    {
      conversationId: text().notNull(),
      agentId: text().notNull(),
      lastReadSeq: int().notNull(),
      /** How many of the customer's messages were read. */
      readCount: int().notNull(),
    },
    (t) => [primaryKey({ columns: [t.conversationId, t.agentId] })],
  );

  const session = table(
    "session",
    {
      agentId: text().notNull(),
      id: text().notNull(),
      kind: text().$type<"conversation" | "contact" | "account" | "case">().notNull(),
      subject: text().notNull(),
      position: int().notNull(),
      openedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.agentId, t.id] }), index("session_subject").on(t.subject)],
  );

  const draft = table(
    "draft",
    {
      agentId: text().notNull(),
      session: text().notNull(),
      field: text().notNull(),
      text: text().notNull(),
      rev: int().notNull(),
      updatedAt: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.agentId, t.session, t.field] })],
  );

  const timer = table(
    "timer",
    {
      machine: text().notNull(),
      machineId: text().notNull(),
      timerId: text().notNull(),
      armedRev: int().notNull(),
      armedAt: time().notNull(),
      delayName: text().notNull(),
      dueAt: time().notNull(),
      event: json<JsonObject>().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.machine, t.machineId, t.timerId] }),
      index("timer_due").on(t.dueAt),
      index("timer_delay").on(t.delayName),
    ],
  );

  const event = table(
    "event",
    {
      seq: serial(),
      at: time().notNull(),
      by: text().notNull(),
      role: text().notNull(),
      machine: text().notNull(),
      machineId: text().notNull(),
      rev: int().notNull(),
      hash: text().notNull(),
      type: text().notNull(),
      /** The chart's event, or what changed: ids, roles, numbers and times alone. */
      payload: json<JsonObject>().notNull(),
      edges: json<string[]>().notNull(),
      before: text(),
      after: text(),
      commandId: text(),
      audience: json<Audience>().notNull(),
    },
    (t) => [index("event_machine").on(t.machineId, t.rev)],
  );

  const command = table(
    "command",
    {
      principal: text().notNull(),
      id: text().notNull(),
      payloadHash: text().notNull(),
      reply: json<JsonObject>().notNull(),
      seq: int().notNull(),
      at: time().notNull(),
    },
    (t) => [primaryKey({ columns: [t.principal, t.id] }), index("command_at").on(t.at)],
  );

  /** What one machine's event means for others; run after the commit, and resumed at the start. */
  const followup = table("followup", {
    id: serial(),
    name: text().notNull(),
    target: text().notNull(),
    input: json<JsonObject>().notNull(),
    at: time().notNull(),
  });

  /** Lines that are open, so that a start after a crash can tell each that it was lost. */
  const line = table(
    "line",
    {
      id: text().primaryKey(),
      principal: text().notNull(),
      openedAt: time().notNull(),
    },
    (t) => [index("line_principal").on(t.principal)],
  );

  const counter = table("counter", { name: text().primaryKey(), value: int().notNull() });
  const fact = table("fact", { key: text().primaryKey(), value: json<JsonObject>().notNull() });
  /** The definitions of charts by hash, so that what was logged can be replayed. */
  const chartDefinition = table("chart_definition", {
    hash: text().primaryKey(),
    chart: text().notNull(),
    definition: json<JsonObject>().notNull(),
    at: time().notNull(),
  });

  return {
    agent,
    presence,
    queue,
    queueMember,
    workstream,
    ...records,
    visitor,
    conversation,
    message,
    participant,
    session,
    draft,
    timer,
    event,
    command,
    followup,
    line,
    counter,
    fact,
    chartDefinition,
  };
}

export type Tables = ReturnType<typeof defineTables>;
