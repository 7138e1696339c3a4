import type { Connection, Database } from "#db/connection.ts";
import { allQueues, type Candidate, candidatesOf } from "#db/repositories/agents.ts";
import { type ConversationRow, lineOfQueue } from "#db/repositories/conversations.ts";
import { allWorkstreams, workstreamByKey } from "#db/repositories/workstreams.ts";
import { charts } from "#machines/charts.ts";
import { restore } from "#machines/decide.ts";
import type { Clock } from "../clock.ts";
import { apply, loadConversation } from "../execute/conversation.ts";
import type { System } from "../execute/system.ts";
import type { Unit } from "../execute/unit.ts";
import { type PolicyValues, readPolicy } from "../policy/table.ts";
import { chooseAgent } from "./choose.ts";

const LOOKED_AT = 200;

/**
 * What is the same for many conversations of one line: read once for a pass, and no longer kept than its
 * transaction.
 */
function makeGlance(c: Connection) {
  const policies = new Map<string, Promise<PolicyValues | null>>();
  const candidates = new Map<string, Promise<Candidate[]>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const before = known.get(key) ?? read();
    known.set(key, before);
    return before;
  };
  return {
    policyOf: (workstream: string) =>
      once(policies, workstream, async () => {
        const row = await workstreamByKey(c, workstream);
        const read = row ? readPolicy(row.chart, row.policy) : null;
        return read?.ok ? read.policy : null;
      }),
    candidatesOf: (queue: string, units: number) =>
      once(candidates, `${queue} ${units}`, () => candidatesOf(c, queue, units)),
  };
}
type Glance = ReturnType<typeof makeGlance>;

/** Whether anybody could take something of this workstream in this queue: then a snapshot is worth restoring. */
async function somebodyFor(glance: Glance, workstream: string, queue: string, now: number): Promise<boolean> {
  const policy = await glance.policyOf(workstream);
  const anybody = policy ? await glance.candidatesOf(queue, 0) : [];
  return policy !== null && chooseAgent(anybody, policy, { declined: {}, affinity: null, now }) !== null;
}

/** Who should be asked to take this conversation now, or null. */
async function wanted(glance: Glance, row: ConversationRow, now: number): Promise<string | null> {
  const policy = await glance.policyOf(row.workstream);
  if (!policy || !(await somebodyFor(glance, row.workstream, row.queueId, now))) return null;
  const { declined, affinity, units } = restore(charts[row.chart], row.snapshot).context;
  return chooseAgent(await glance.candidatesOf(row.queueId, units), policy, { declined, affinity, now });
}

/** Those first in the line whom somebody could be asked to take. */
async function ripeIn(c: Connection, queue: string, now: number): Promise<string[]> {
  const glance = makeGlance(c);
  let anybody = false;
  for (const { key } of await allWorkstreams(c)) anybody ||= await somebodyFor(glance, key, queue, now);
  // At night a line grows, and everybody who joins it asks: with nobody there it is not even read.
  if (!anybody) return [];
  const found: string[] = [];
  for (const row of await lineOfQueue(c, queue, LOOKED_AT)) {
    if ((await wanted(glance, row, now)) !== null) found.push(row.id);
  }
  return found;
}

/** Offers the conversation at hand to whoever should have it. @returns whether an offer was made. */
async function offer(unit: Unit, id: string): Promise<boolean> {
  const row = await loadConversation(unit, id);
  if (row.state !== "queued") return false;
  const agent = await wanted(makeGlance(unit.c), row, unit.at);
  if (agent === null) return false;
  await apply(unit, row, { type: "offer.made", agent }, { asSystem: true });
  return true;
}

/**
 * Goes through a queue's line, first in line first, and offers what can be offered. Runs one queue at a
 * time; a request that comes while it runs is done once more afterwards, so that none is lost.
 */
export function makeRouter(deps: {
  database: Database;
  clock: Clock;
  system: System;
  onError: (error: unknown) => void;
}) {
  const { database, clock, system } = deps;
  const asked = new Set<string>();
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    for (;;) {
      const [queue] = asked;
      if (queue === undefined) return;
      asked.delete(queue);
      // Looked at first, and only then written: a long line with nobody free costs no commit.
      const ripe = await database.read((c) => ripeIn(c, queue, clock.now()));
      for (const id of ripe) await system.act((unit) => offer(unit, id));
    }
  }

  return {
    /** Asks for a pass over this queue; resolves when no pass is wanted any more. */
    request(queue: string): Promise<void> {
      asked.add(queue);
      running ??= drain()
        .catch(deps.onError)
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    /** Resolves when no pass is going on. */
    idle: async () => {
      await running;
    },
    async requestAll(): Promise<void> {
      const queues = await database.read((c) => allQueues(c));
      for (const { id } of queues) void this.request(id);
      await running;
    },
  };
}
