import {
  type ConversationRow,
  conversationById,
  insertConversation,
  openConversationOf,
  updateConversation,
} from "#db/repositories/conversations.ts";
import { cancelTimer, timersOf } from "#db/repositories/timers.ts";
import { type WorkstreamRow, workstreamByKey } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import { charts, hashes } from "#machines/charts.ts";
import { leafOf } from "#machines/conversation/read.ts";
import type { ConversationContext } from "#machines/conversation/types.ts";
import { decide, effectsOf, pathOf, persist, start } from "#machines/decide.ts";
import { readersOf } from "../auth/readers.ts";
import { Refusal } from "../failure.ts";
import { readPolicy } from "../policy/table.ts";
import { roleOf, SYSTEM } from "../principal.ts";
import { carryOut } from "./actions.ts";
import { type ApplyOptions, alive, applyTold, type Happening, save } from "./save.ts";
import { keepTimers } from "./timers.ts";
import { log, type Unit } from "./unit.ts";

const MOST_TIMERS_AT_ONCE = 32;
/** There is one at most of a customer in a workstream. */
const isOpen = (state: ConversationRow["state"]) => state !== "wrapUp" && state !== "ended";

/** The part of a policy that a conversation's chart reads. */
export function chartPolicy(workstream: WorkstreamRow): ConversationContext["policy"] {
  const read = readPolicy(workstream.chart, workstream.policy);
  if (!read.ok) throw new Error(`workstream ${workstream.key}: its stored policy is wrong at ${read.field}`);
  const { queueTime, offerTime, customerGrace, waitingTime, wrapUpTime, wrapUpBlock, units } = read.policy;
  return { queueTime, offerTime, customerGrace, waitingTime, wrapUpTime, wrapUpBlock, units };
}

/**
 * Loads a conversation as it is now: what is due has fired, and a newer policy has been told to it.
 * @throws Refusal NOT_FOUND
 */
export async function loadConversation(unit: Unit, id: string): Promise<ConversationRow> {
  const row = await findConversation(unit, id);
  if (!row) throw new Refusal("NOT_FOUND", "conversationNotFound");
  return row;
}

/** As `loadConversation`; null when there is none. */
export async function findConversation(unit: Unit, id: string): Promise<ConversationRow | null> {
  const known = unit.known.get(id);
  if (known) return known;
  const found = await conversationById(unit.c, id);
  return found ? bringUpToDate(unit, found) : null;
}

/**
 * The customer's one conversation in a workstream that is not over, as it is now: what is due on it has
 * fired, which may have ended it.
 */
export async function loadOpenConversation(
  unit: Unit,
  customer: string,
  workstream: string,
): Promise<ConversationRow | null> {
  for (const known of unit.known.values()) {
    const theirs = known.customer === customer && known.workstream === workstream;
    if (theirs && isOpen(known.state)) return known;
  }
  const open = await openConversationOf(unit.c, customer, workstream);
  return open ? (unit.known.get(open.id) ?? bringUpToDate(unit, open)) : null;
}

/** Fires what is due, and tells a newer policy; from then on this unit knows the conversation. */
async function bringUpToDate(unit: Unit, found: ConversationRow): Promise<ConversationRow> {
  const row = await broughtUpToDate(unit, found);
  unit.known.set(row.id, row);
  return row;
}

async function broughtUpToDate(unit: Unit, found: ConversationRow): Promise<ConversationRow> {
  let row = found;
  const hash = hashes[row.chart] ?? "";
  if (row.state === "ended") return row;
  if (row.hash !== hash) row = await apply(unit, row, { type: "chart.migrated" }, { asSystem: true });
  row = await fireDue(unit, row);
  const isOver = leafOf(alive(row).snapshot) === "ended";
  if (!isOver) {
    const workstream = await workstreamByKey(unit.c, row.workstream);
    if (workstream && workstream.policyRev > row.policyRev) {
      row = await apply(
        unit,
        row,
        { type: "policy.changed", policy: chartPolicy(workstream), policyRev: workstream.policyRev },
        { asSystem: true },
      );
    }
  }
  return row;
}

/** Fires what is due, earliest first, each at its own time: the row's existence is the truth. */
async function fireDue(unit: Unit, loaded: ConversationRow): Promise<ConversationRow> {
  let row = loaded;
  for (let count = 0; count < MOST_TIMERS_AT_ONCE; count += 1) {
    const due = (await timersOf(unit.c, row.chart, row.id)).find((timer) => timer.dueAt <= unit.at);
    if (!due) return row;
    await cancelTimer(unit.c, row.chart, row.id, due.timerId);
    const { chart, snapshot } = alive(row);
    const at = Math.max(due.dueAt, snapshot.context.at);
    const type = String(due.event.type);
    const event = { ...due.event, type, at, by: SYSTEM.key, role: "system" };
    const asked = decide(chart, snapshot, event);
    if (asked.ok) {
      row = await save(unit, row, snapshot, { ...due.event, type }, asked, { asSystem: true, at });
    }
  }
  return row;
}

/** Begins a conversation for a customer, in the queue of its workstream. */
export async function beginConversation(
  unit: Unit,
  workstream: WorkstreamRow,
  facts: Pick<
    ConversationRow,
    "customer" | "visitorId" | "contactId" | "caseId" | "previousId" | "page" | "browser" | "language"
  > & { affinity?: string | null },
): Promise<ConversationRow> {
  const { affinity, ...about } = facts;
  const policy = chartPolicy(workstream);
  const chart = charts[workstream.chart];
  const begun = start(chart, {
    customer: about.customer,
    workstream: workstream.key,
    queue: workstream.queueId,
    contact: about.contactId,
    policy,
    policyRev: workstream.policyRev,
    at: unit.at,
    affinity: affinity ?? null,
  });
  const row: ConversationRow = {
    ...about,
    id: unit.newId(),
    workstream: workstream.key,
    chart: workstream.chart,
    channel: workstream.channel,
    queueId: workstream.queueId,
    ownerId: null,
    affinityId: affinity ?? null,
    state: "queued",
    priority: 0,
    outcome: null,
    createdAt: unit.at,
    updatedAt: unit.at,
    closedAt: null,
    waitingSince: null,
    deadline: null,
    lastSeq: 0,
    customerCount: 0,
    lastSide: null,
    lastText: null,
    lastAt: null,
    hash: hashes[workstream.chart] ?? "",
    rev: 0,
    policyRev: workstream.policyRev,
    snapshot: asJsonObject(persist(begun.snapshot)),
  };
  await insertConversation(unit.c, row);
  await keepTimers(unit, { machine: row.chart, machineId: row.id, rev: 1 }, begun.actions, unit.at);
  const told = await carryOut(unit, row, effectsOf(begun.actions));
  unit.effects.push({ type: "route", queue: row.queueId });
  const after = { ...row, rev: 1, ...applyTold(row, told) };
  await updateConversation(unit.c, after, 0);
  unit.known.set(after.id, after);
  await log(unit, {
    machine: row.chart,
    machineId: row.id,
    rev: 1,
    hash: row.hash,
    type: "conversation.began",
    payload: {
      input: {
        customer: row.customer,
        workstream: row.workstream,
        queue: row.queueId,
        contact: row.contactId,
        policy,
        policyRev: row.policyRev,
        at: unit.at,
        affinity: affinity ?? null,
      },
    },
    edges: [],
    before: null,
    after: pathOf(begun.snapshot),
    audience: { before: [], after: readersOf(after) },
  });
  return after;
}

/**
 * Feeds one event to a conversation's chart and saves what it decided: the one way in which a
 * conversation changes.
 * @throws Refusal FORBIDDEN when a guard says no, CONFLICT when there is no such edge or no room.
 */
export async function apply(
  unit: Unit,
  row: ConversationRow,
  happening: Happening,
  options: ApplyOptions = {},
): Promise<ConversationRow> {
  const { chart, snapshot } = alive(row);
  const at = Math.max(options.at ?? unit.at, snapshot.context.at);
  const who = options.asSystem ? SYSTEM : unit.principal;
  const event = { ...happening, at, by: who.key, role: roleOf(who) };
  const asked = decide(chart, snapshot, event);
  if (!asked.ok) {
    throw new Refusal(
      asked.kind === "forbidden" ? "FORBIDDEN" : "CONFLICT",
      asked.kind === "forbidden" ? "refusedByGuard" : "refusedByState",
      {
        refused: {
          machine: row.chart,
          state: asked.state,
          event: happening.type,
          ...(asked.guard === undefined ? {} : { guard: asked.guard }),
        },
      },
    );
  }
  return save(unit, row, snapshot, happening, asked, { ...options, at });
}
