import { randomUUID } from "node:crypto";
import type { Side } from "#machines/wire/views.ts";
import type { AgentRow } from "../repositories/agents.ts";
import type { ConversationRow } from "../repositories/conversations.ts";
import type { EventRow } from "../repositories/log.ts";
import type { MessageRow } from "../repositories/messages.ts";
import type { TimerRow } from "../repositories/timers.ts";

/** Rows to store in the contract's tests: plain ones, and what a test wants otherwise. */

export function agentRow(id: string): AgentRow {
  return {
    id,
    email: `${id}@example.org`,
    name: id,
    role: "agent",
    active: true,
    locale: null,
    scheme: "auto",
    capacity: 10,
    load: 0,
    presence: "offline",
    idleSince: 0,
    createdAt: 0,
  };
}

export function conversationRow(change: Partial<ConversationRow>): ConversationRow {
  const id = change.id ?? randomUUID();
  return {
    workstream: "live",
    chart: "liveChat",
    channel: "web",
    customer: `visitor:${id}`,
    visitorId: null,
    contactId: null,
    caseId: null,
    queueId: "general",
    ownerId: null,
    affinityId: null,
    state: "queued",
    priority: 0,
    outcome: null,
    previousId: null,
    page: null,
    browser: null,
    language: null,
    createdAt: 1,
    updatedAt: 1,
    closedAt: null,
    waitingSince: null,
    deadline: null,
    lastSeq: 0,
    customerCount: 0,
    lastSide: null,
    lastText: null,
    lastAt: null,
    hash: "h",
    rev: 0,
    policyRev: 1,
    snapshot: {},
    ...change,
    id,
  };
}

export function messageRow(
  conversationId: string,
  seq: number,
  side: Side,
  customerCount: number,
  authorId: string | null,
): MessageRow {
  return {
    id: randomUUID(),
    conversationId,
    seq,
    side,
    authorId,
    text: `message ${seq}`,
    notice: null,
    customerCount,
    at: seq,
  };
}

export function timerRow(change: Partial<TimerRow>): TimerRow {
  return {
    machine: "liveChat",
    machineId: "m1",
    timerId: "t",
    armedRev: 1,
    armedAt: 0,
    delayName: "offerTime",
    dueAt: 100,
    event: { type: "xstate.after.offerTime" },
    ...change,
  };
}

export function eventRow(machineId: string): Omit<EventRow, "seq"> {
  return {
    at: 1,
    by: "system",
    role: "system",
    machine: "liveChat",
    machineId,
    rev: 1,
    hash: "h",
    type: "offer.made",
    payload: { n: 1 },
    edges: ["a|b|0"],
    before: null,
    after: "open",
    commandId: null,
    audience: { before: ["a"], after: ["b"] },
  };
}
