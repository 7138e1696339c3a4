import { freeCapacity, takeCapacity } from "#db/repositories/agents.ts";
import { type ConversationRow, updateConversation } from "#db/repositories/conversations.ts";
import { insertMessage } from "#db/repositories/messages.ts";
import { timersOf } from "#db/repositories/timers.ts";
import { asJsonObject, type JsonObject } from "#db/schema/tables.ts";
import { charts, hashes } from "#machines/charts.ts";
import { holdingOf, leafOf } from "#machines/conversation/read.ts";
import { type Action, effectsOf, pathOf, persist, restore } from "#machines/decide.ts";
import type { ConversationState, Side } from "#machines/wire/views.ts";
import { readersOf } from "../auth/readers.ts";
import { Refusal } from "../failure.ts";
import { SYSTEM } from "../principal.ts";
import { carryOut, type Told } from "./actions.ts";
import { keepTimers } from "./timers.ts";
import { followUp, log, type Unit } from "./unit.ts";

/** A message that goes with an event, in the same commit. */
export type Enclosed = { id: string; side: Side; authorId: string | null; text: string };
/** An event without who and when, which are the server's to say. */
export type Happening = { type: string } & JsonObject;

const PREVIEW = 120;

/** The delays whose end a state shows as its deadline. */
const deadlineDelay: Partial<Record<ConversationState, string>> = {
  offered: "offerTime",
  waiting: "waitingTime",
  wrapUp: "wrapUpTime",
};

/** A conversation's row, live: its chart and the snapshot that is asked. */
export function alive(row: ConversationRow) {
  const chart = charts[row.chart];
  return { chart, snapshot: restore(chart, row.snapshot) };
}
export type Snapshot = ReturnType<typeof alive>["snapshot"];

export type ApplyOptions = {
  asSystem?: boolean;
  at?: number;
  message?: Enclosed;
};

/** What the program said counts in the transcript, but is not the last thing that somebody said. */
export function applyTold(row: ConversationRow, told: Told): Pick<ConversationRow, "lastSeq"> {
  return { lastSeq: row.lastSeq + told.messages.length };
}

/** Saves what a chart decided, with all that goes with it in the same commit. */
export async function save(
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
  // Taken up again by whoever had it a moment ago: that may exceed the capacity.
  const forced = happening.type === "conversation.continue";
  const loads = await moveCapacity(unit, held, holds, at, forced);
  await keepTimers(
    unit,
    { machine: before.chart, machineId: before.id, rev: before.rev + 1 },
    decided.actions,
    // Where the clock was set back, the chart's time stands ahead of it until it is made up for.
    Math.min(at, unit.at),
  );

  let row: ConversationRow = {
    ...before,
    contactId: context.contact,
    caseId: context.case,
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

  if (!(await updateConversation(unit.c, row, before.rev, before))) {
    throw new Refusal("CONFLICT", "changedMeanwhile", { retryable: true });
  }
  unit.known.set(row.id, row);
  if (state === "queued" && before.state !== "queued")
    unit.effects.push({ type: "route", queue: row.queueId });
  const inLine = (each: ConversationRow) => each.state === "queued" || each.state === "offered";
  if (inLine(before) !== inLine(row) || before.priority !== row.priority)
    unit.effects.push({ type: "positions" });
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

/** The beginning of a text, cut between characters and not within one. */
function previewOf(text: string): string {
  return text.length <= PREVIEW ? text : [...text.slice(0, 2 * PREVIEW)].slice(0, PREVIEW).join("");
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
    lastText: previewOf(message.text),
    lastAt: at,
    waitingSince: message.side === "customer" ? (row.waitingSince ?? at) : null,
  };
}
