import {
  agentById,
  type PresenceRow,
  presenceOf,
  queuesOf,
  savePresence,
  updateAgent,
} from "#db/repositories/agents.ts";
import { conversationsHeldBy } from "#db/repositories/conversations.ts";
import { cancelTimer, timersOf } from "#db/repositories/timers.ts";
import { asJsonObject, type JsonObject } from "#db/schema/tables.ts";
import { charts, hashes } from "#machines/charts.ts";
import { decide, effectsOf, pathOf, persist, restore, start } from "#machines/decide.ts";
import { labelOf, type PresenceHeld } from "#machines/presence/read.ts";
import { readersOfAgent } from "../auth/readers.ts";
import { Refusal } from "../failure.ts";
import { AGENT_GRACE } from "../policy/table.ts";
import { roleOf, SYSTEM } from "../principal.ts";
import { keepTimers } from "./timers.ts";
import { followUp, log, type Unit } from "./unit.ts";

/** An agent's presence: the same path as a conversation's, for the chart `presence`. */

const MACHINE = "presence";
const MOST_TIMERS_AT_ONCE = 8;

type Snapshot = ReturnType<typeof alive>;

function alive(row: PresenceRow) {
  return restore(charts.presence, row.snapshot);
}

/** What `read.ts` reads; a parallel chart's value always has its four regions. */
export function presenceHeld(snapshot: Snapshot): PresenceHeld {
  return { value: snapshot.value as PresenceHeld["value"], context: snapshot.context };
}

export function presenceOfRow(row: PresenceRow): PresenceHeld {
  return presenceHeld(alive(row));
}

/** The presence of a new agent: Available, and not there. */
export async function beginPresence(unit: Unit, agentId: string): Promise<void> {
  const begun = start(charts.presence, {
    agent: agentId,
    policy: { agentGrace: AGENT_GRACE },
    policyRev: 0,
    at: unit.at,
  });
  await savePresence(unit.c, {
    agentId,
    chart: MACHINE,
    hash: hashes[MACHINE] ?? "",
    rev: 0,
    snapshot: asJsonObject(persist(begun.snapshot)),
  });
  await updateAgent(unit.c, agentId, { presence: labelOf(presenceHeld(begun.snapshot)) });
}

/** @throws Refusal NOT_FOUND */
export async function loadPresence(unit: Unit, agentId: string): Promise<PresenceRow> {
  const found = await presenceOf(unit.c, agentId);
  if (!found) throw new Refusal("NOT_FOUND", "agentNotFound");
  let row = found;
  if (row.hash !== hashes[MACHINE])
    row = (await tellPresence(unit, row, { type: "chart.migrated" }, true)) ?? row;
  for (let count = 0; count < MOST_TIMERS_AT_ONCE; count += 1) {
    const due = (await timersOf(unit.c, MACHINE, agentId)).find((timer) => timer.dueAt <= unit.at);
    if (!due) break;
    await cancelTimer(unit.c, MACHINE, agentId, due.timerId);
    const type = String(due.event.type);
    row = (await tellPresence(unit, row, { type }, true, due.dueAt)) ?? row;
  }
  return row;
}

/**
 * Feeds one event to a presence.
 * @returns the new row, or null when the chart had no edge for it (a line told lost twice, say).
 */
export async function tellPresence(
  unit: Unit,
  before: PresenceRow,
  happening: { type: string } & JsonObject,
  asSystem: boolean,
  time?: number,
): Promise<PresenceRow | null> {
  const was = alive(before);
  const at = Math.max(time ?? unit.at, was.context.at);
  const who = asSystem ? SYSTEM : unit.principal;
  const event = { ...happening, at, by: who.key, role: roleOf(who) };
  const decided = decide(charts.presence, was, event);
  if (!decided.ok) return null;

  await keepTimers(
    unit,
    { machine: MACHINE, machineId: before.agentId, rev: before.rev + 1 },
    decided.actions,
    // Where the clock was set back, the chart's time stands ahead of it until it is made up for.
    Math.min(at, unit.at),
  );
  const row: PresenceRow = {
    ...before,
    hash: hashes[MACHINE] ?? "",
    rev: before.rev + 1,
    snapshot: asJsonObject(persist(decided.snapshot)),
  };
  await savePresence(unit.c, row);
  const labelBefore = labelOf(presenceHeld(was));
  const label = labelOf(presenceHeld(decided.snapshot));
  if (label !== labelBefore) await updateAgent(unit.c, before.agentId, { presence: label });

  const readers = readersOfAgent(before.agentId);
  await log(unit, {
    at,
    ...(asSystem ? { by: SYSTEM.key, role: "system" } : {}),
    machine: MACHINE,
    machineId: before.agentId,
    rev: row.rev,
    hash: row.hash,
    type: happening.type,
    payload: { event: happening },
    edges: decided.edges,
    before: pathOf(was),
    after: pathOf(decided.snapshot),
    audience: { before: readers, after: readers },
  });

  if (label !== labelBefore) {
    for (const queue of await queuesOf(unit.c, row.agentId)) unit.effects.push({ type: "route", queue });
  }
  const effects = effectsOf(decided.actions).map((action) => action.type);
  if (effects.includes("giveBackWork")) await giveBack(unit, row.agentId);
  if (!effects.includes("lapse")) return row;
  return (await tellPresence(unit, row, { type: "presence.lapsed" }, true, at)) ?? row;
}

/** What an agent has goes back, each conversation by an event of its own; wrap-up ends by itself. */
export async function giveBack(unit: Unit, agent: string): Promise<void> {
  for (const held of await conversationsHeldBy(unit.c, agent)) {
    if (held.state !== "wrapUp") await followUp(unit, "agent.gone", held.id, { agent });
  }
}

/**
 * Who ends their day on purpose gives back all they have at once, each conversation as if its session were
 * closed: a live chat first in line, a persistent one waits, wrap-up ends. What rings for them goes to the next.
 */
export async function leaveWork(unit: Unit, agent: string): Promise<void> {
  for (const held of await conversationsHeldBy(unit.c, agent)) {
    await followUp(unit, held.state === "offered" ? "agent.gone" : "agent.left", held.id, { agent });
  }
}

/** Tells an agent's presence something on the way to elsewhere; unknown agents are no error there. */
export async function informPresence(
  unit: Unit,
  agent: string,
  happening: { type: string } & JsonObject,
): Promise<void> {
  if (!(await agentById(unit.c, agent))) return;
  await tellPresence(unit, await loadPresence(unit, agent), happening, true);
}
