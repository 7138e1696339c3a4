import { freeCapacity, takeCapacity } from "#db/repositories/agents.ts";
import {
  type ConversationRow,
  conversationById,
  insertConversation,
  updateConversation,
} from "#db/repositories/conversations.ts";
import { insertMessage } from "#db/repositories/messages.ts";
import { armTimer, cancelTimer, timersOf } from "#db/repositories/timers.ts";
import { type WorkstreamRow, workstreamByKey } from "#db/repositories/workstreams.ts";
import { asJsonObject, type JsonObject } from "#db/schema/tables.ts";
import { charts, hashes } from "#machines/charts.ts";
import { holdingOf, leafOf } from "#machines/conversation/read.ts";
import type { ConversationContext } from "#machines/conversation/types.ts";
import {
  type Action,
  decide,
  effectsOf,
  pathOf,
  persist,
  restore,
  start,
  timersOf as timersIn,
} from "#machines/decide.ts";
import type { ConversationState, Side } from "#machines/wire/views.ts";
import { readersOf } from "../auth/readers.ts";
import { Refusal } from "../failure.ts";
import { readPolicy } from "../policy/table.ts";
import { roleOf, SYSTEM } from "../principal.ts";
import { carryOut, type Told } from "./actions.ts";
import { followUp, log, type Unit } from "./unit.ts";

/** A message that goes with an event, in the same commit. */
export type Enclosed = { id: string; side: Side; authorId: string | null; text: string };
/** An event without who and when, which are the server's to say. */
export type Happening = { type: string } & JsonObject;

const MOST_TIMERS_AT_ONCE = 32;
const PREVIEW = 120;

/** The delays whose end a state shows as its deadline. */
const deadlineDelay: Partial<Record<ConversationState, string>> = {
  offered: "offerTime",
  waiting: "waitingTime",
  wrapUp: "wrapUpTime",
};

/** A conversation's row, live: its chart and the snapshot that is asked. */
function alive(row: ConversationRow) {
  const chart = charts[row.chart];
  return { chart, snapshot: restore(chart, row.snapshot) };
}
type Snapshot = ReturnType<typeof alive>["snapshot"];

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
  const found = await conversationById(unit.c, id);
  if (!found) throw new Refusal("NOT_FOUND", "conversationNotFound");
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
  await armAndCancel(unit, row, begun.actions, unit.at);
  const told = await carryOut(unit, row, effectsOf(begun.actions));
  unit.effects.push({ type: "route", queue: row.queueId });
  const after = { ...row, rev: 1, ...applyTold(row, told) };
  await updateConversation(unit.c, after, 0);
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

export type ApplyOptions = {
  asSystem?: boolean;
  at?: number;
  message?: Enclosed;
  /** May exceed the agent's capacity: a supervisor's word. */
  forced?: boolean;
};

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

async function armAndCancel(
  unit: Unit,
  row: ConversationRow,
  actions: readonly Action[],
  at: number,
): Promise<void> {
  for (const timer of timersIn(actions)) {
    if (timer.kind === "cancel") await cancelTimer(unit.c, row.chart, row.id, timer.id);
    else {
      await armTimer(unit.c, {
        machine: row.chart,
        machineId: row.id,
        timerId: timer.id,
        armedRev: row.rev + 1,
        armedAt: at,
        delayName: timer.delayName,
        dueAt: at + timer.delay,
        event: timer.event,
      });
    }
  }
}

/** What the program said counts in the transcript, but is not the last thing that somebody said. */
function applyTold(row: ConversationRow, told: Told): Pick<ConversationRow, "lastSeq"> {
  return { lastSeq: row.lastSeq + told.messages.length };
}

async function save(
  unit: Unit,
  before: ConversationRow,
  was: Snapshot,
  happening: Happening,
  decided: { snapshot: Snapshot; actions: Action[]; edges: string[] },
  options: ApplyOptions & { at: number },
): Promise<ConversationRow> {
  const { at } = options;
  const { context } = decided.snapshot;
  const holds = holdingOf(decided.snapshot);
  const held = holdingOf(was);
  const state = leafOf(decided.snapshot);
  const forced = options.forced === true || happening.type === "conversation.continue";
  const loads = await moveCapacity(unit, held, holds, at, forced);
  await armAndCancel(unit, before, decided.actions, at);

  let row: ConversationRow = {
    ...before,
    contactId: context.contact ?? before.contactId,
    caseId: context.case ?? before.caseId,
    queueId: context.queue,
    ownerId: context.owner,
    affinityId: context.affinity,
    state,
    priority: context.first ? 1 : 0,
    outcome: context.outcome,
    updatedAt: at,
    closedAt: state === "ended" ? (before.closedAt ?? at) : null,
    hash: hashes[before.chart] ?? "",
    rev: before.rev + 1,
    policyRev: context.policyRev,
    snapshot: asJsonObject(persist(decided.snapshot)),
  };
  const first = row.lastSeq + 1;
  if (options.message) row = await enclose(unit, row, options.message, at);
  const told = await carryOut(unit, row, effectsOf(decided.actions));
  row = { ...row, ...applyTold(row, told) };
  if (state === "ended") row.waitingSince = null;

  const delay = deadlineDelay[state];
  const running = delay === undefined ? [] : await timersOf(unit.c, row.chart, row.id);
  row.deadline = running.find((timer) => timer.delayName === delay)?.dueAt ?? null;

  if (!(await updateConversation(unit.c, row, before.rev))) {
    throw new Refusal("CONFLICT", "changedMeanwhile", { retryable: true });
  }
  if (state === "queued" && before.state !== "queued")
    unit.effects.push({ type: "route", queue: row.queueId });
  if (before.state === "queued" || before.state === "offered") {
    unit.effects.push({ type: "positions", queue: before.queueId });
  }
  if (held && !holds) unit.effects.push({ type: "route", queue: row.queueId });

  const payload: JsonObject = { event: happening };
  if (row.lastSeq >= first) payload.messages = [first, row.lastSeq];
  if (Object.keys(loads).length > 0) payload.loads = loads;
  await log(unit, {
    at,
    ...(options.asSystem ? { by: SYSTEM.key, role: "system" } : {}),
    machine: row.chart,
    machineId: row.id,
    rev: row.rev,
    hash: row.hash,
    type: happening.type,
    payload,
    edges: decided.edges,
    before: pathOf(was),
    after: pathOf(decided.snapshot),
    audience: { before: readersOf(before), after: readersOf(row) },
  });
  return row;
}

/** Takes the difference of what is held before and after; the agent's load is the one truth. */
async function moveCapacity(
  unit: Unit,
  before: { agent: string; units: number } | null,
  after: { agent: string; units: number } | null,
  at: number,
  forced: boolean,
): Promise<Record<string, number>> {
  const change = new Map<string, number>();
  if (before) change.set(before.agent, -before.units);
  if (after) change.set(after.agent, (change.get(after.agent) ?? 0) + after.units);
  const loads: Record<string, number> = {};
  for (const [agent, units] of [...change].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (units === 0) continue;
    const now =
      units > 0
        ? await takeCapacity(unit.c, agent, units, at, forced)
        : await freeCapacity(unit.c, agent, -units, at);
    if (!now) throw new Refusal("CONFLICT", "noCapacity");
    loads[agent] = now.load;
    await followUp(unit, "presence.tell", agent, {
      type: "load.changed",
      load: now.load,
      capacity: now.capacity,
    });
  }
  return loads;
}

async function enclose(
  unit: Unit,
  row: ConversationRow,
  message: Enclosed,
  at: number,
): Promise<ConversationRow> {
  const seq = row.lastSeq + 1;
  const customerCount = row.customerCount + (message.side === "customer" ? 1 : 0);
  const stored = await insertMessage(unit.c, {
    id: message.id,
    conversationId: row.id,
    seq,
    side: message.side,
    authorId: message.authorId,
    text: message.text,
    notice: null,
    customerCount,
    at,
  });
  if (!stored) throw new Refusal("CONFLICT", "idTaken");
  return {
    ...row,
    lastSeq: seq,
    customerCount,
    lastSide: message.side,
    lastText: [...message.text].slice(0, PREVIEW).join(""),
    lastAt: at,
    waitingSince: message.side === "customer" ? (row.waitingSince ?? at) : null,
  };
}
