import assert from "node:assert/strict";
import { agentById, presenceOf } from "#db/repositories/agents.ts";
import { type ConversationRow, conversationById } from "#db/repositories/conversations.ts";
import { type EventRow, eventsOf } from "#db/repositories/log.ts";
import { type TimerRow, timersOf } from "#db/repositories/timers.ts";
import { charts } from "#machines/charts.ts";
import { delayOf } from "#machines/conversation/policy.ts";
import type {
  ConversationDelay,
  ConversationInput,
  ConversationPolicy,
} from "#machines/conversation/types.ts";
import { type Action, decide, pathOf, persist, start, timersOf as timersIn } from "#machines/decide.ts";
import type { PresenceInput } from "#machines/presence/machine.ts";
import { canonical } from "../execute/execute.ts";
import { AGENT_GRACE } from "../policy/table.ts";
import type { World } from "./world.ts";

/**
 * What the log is worth: the events of a machine, fed to its chart from the beginning by the pure
 * transition, are its stored snapshot, and what the chart armed on the way are its timer rows.
 */

type Armed = Pick<TimerRow, "timerId" | "delayName" | "armedAt" | "dueAt">;

/** Keeps the timers as rows are kept: a changed policy moves those that run. */
function keep(
  timers: Map<string, Armed>,
  actions: readonly Action[],
  at: number,
  happening: { type: string; policy?: unknown } | null,
): void {
  if (happening?.type === "policy.changed") {
    const policy = happening.policy as ConversationPolicy;
    for (const timer of timers.values()) {
      timer.dueAt = timer.armedAt + delayOf(policy, timer.delayName as ConversationDelay);
    }
  }
  for (const timer of timersIn(actions)) {
    if (timer.kind === "cancel") timers.delete(timer.id);
    else {
      const { id, delayName, delay } = timer;
      timers.set(id, { timerId: id, delayName, armedAt: at, dueAt: at + delay });
    }
  }
}

type Replayable = "liveChat" | "persistentChat" | "presence";

/** The events from the first one on. Throws where the log and the chart do not tell the same. */
export function replay(
  chart: Replayable,
  input: ConversationInput | PresenceInput,
  events: readonly EventRow[],
): { snapshot: unknown; timers: Armed[] } {
  const machine = charts[chart];
  let { snapshot, actions } = start(machine, input);
  const timers = new Map<string, Armed>();
  keep(timers, actions, input.at, null);
  for (const row of events) {
    assert.equal(pathOf(snapshot), row.before, `before ${row.type}`);
    const { event } = row.payload as { event: { type: string } };
    assert.equal(event.type, row.type);
    const decided = decide(machine, snapshot, { ...event, ...{ at: row.at, by: row.by, role: row.role } });
    if (!decided.ok) throw new Error(`the log has ${row.type}, which its chart refuses in ${decided.state}`);
    ({ snapshot, actions } = decided);
    // The delay that fired is not running any more, whatever the chart says of it.
    timers.delete(row.type);
    keep(timers, actions, row.at, chart === "presence" ? null : event);
    assert.equal(pathOf(snapshot), row.after, `after ${row.type}`);
    assert.deepEqual(decided.edges, row.edges, `the edges of ${row.type}`);
  }
  return { snapshot: persist(snapshot), timers: [...timers.values()] };
}

const byId = (a: Armed, b: Armed) => (a.timerId < b.timerId ? -1 : 1);
const facts = ({ timerId, delayName, armedAt, dueAt }: Armed): Armed => ({
  timerId,
  delayName,
  armedAt,
  dueAt,
});

function compareTimers(stored: readonly TimerRow[], wanted: readonly Armed[], exact: boolean): void {
  // While the server is down, the times of persons stand still: then the rows are others, and as many.
  const shown = (rows: readonly Armed[]) =>
    [...rows].sort(byId).map((row) => (exact ? facts(row) : row.timerId));
  assert.deepEqual(shown(stored), shown(wanted), "the rows of the timers");
}

/**
 * Replays a conversation and compares with what is stored. @param exact whether the server was never down,
 * so that the times of the timers are known too. @returns its events.
 */
export async function expectReplay(
  world: Pick<World, "database">,
  id: string,
  exact = true,
): Promise<EventRow[]> {
  const { row, events, timers } = await world.database.read(async (c) => {
    const found: ConversationRow | null = await conversationById(c, id);
    if (!found) throw new Error(`no conversation ${id}`);
    return { row: found, events: await eventsOf(c, id), timers: await timersOf(c, found.chart, id) };
  });
  const [began, ...rest] = events;
  assert.equal(began?.type, "conversation.began");
  assert.deepEqual(
    events.map((event) => event.rev),
    events.map((_, index) => index + 1),
  );
  const { input } = began.payload as { input: ConversationInput };
  const replayed = replay(row.chart, input, rest);
  assert.equal(canonical(replayed.snapshot), canonical(row.snapshot), "the stored snapshot");
  assert.equal(row.rev, events.length);
  compareTimers(timers, replayed.timers, exact);
  return rest;
}

/** The same for an agent's presence, which begins with the agent. */
export async function expectPresenceReplay(
  world: Pick<World, "database">,
  agent: string,
  exact = true,
): Promise<EventRow[]> {
  const { row, events, timers } = await world.database.read(async (c) => ({
    row: await presenceOf(c, agent),
    events: (await eventsOf(c, agent)).filter((event) => event.machine === "presence"),
    timers: await timersOf(c, "presence", agent),
  }));
  assert.deepEqual(
    events.map((event) => event.rev),
    events.map((_, index) => index + 1),
  );
  const begun = await world.database.read((c) => agentById(c, agent));
  const input = {
    agent,
    policy: { agentGrace: AGENT_GRACE },
    policyRev: 0,
    at: begun?.createdAt ?? 0,
  };
  const replayed = replay("presence", input, events);
  assert.equal(canonical(replayed.snapshot), canonical(row?.snapshot), "the stored snapshot");
  assert.equal(row?.rev, events.length);
  compareTimers(timers, replayed.timers, exact);
  return events;
}
