import type { Connection, Database } from "#db/connection.ts";
import { allQueues, candidatesOf } from "#db/repositories/agents.ts";
import { type ConversationRow, lineOfQueue } from "#db/repositories/conversations.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import { charts } from "#machines/charts.ts";
import { restore } from "#machines/decide.ts";
import type { Clock } from "../clock.ts";
import { apply, loadConversation } from "../execute/conversation.ts";
import type { System } from "../execute/system.ts";
import type { Unit } from "../execute/unit.ts";
import { readPolicy } from "../policy/table.ts";
import { chooseAgent } from "./choose.ts";

const LOOKED_AT = 200;

/** Who should be asked to take this conversation now, or null. */
async function wanted(c: Connection, row: ConversationRow, now: number): Promise<string | null> {
  const workstream = await workstreamByKey(c, row.workstream);
  const read = workstream ? readPolicy(workstream.chart, workstream.policy) : null;
  if (!read?.ok) return null;
  const { context } = restore(charts[row.chart], row.snapshot);
  const { declined, affinity, units } = context;
  return chooseAgent(await candidatesOf(c, row.queueId, units), read.policy, { declined, affinity, now });
}

/** Offers the conversation at hand to whoever should have it. @returns whether an offer was made. */
async function offer(unit: Unit, id: string): Promise<boolean> {
  const row = await loadConversation(unit, id);
  if (row.state !== "queued") return false;
  const agent = await wanted(unit.c, row, unit.at);
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
      const ripe = await database.read(async (c) => {
        const found: string[] = [];
        for (const row of await lineOfQueue(c, queue, LOOKED_AT)) {
          if ((await wanted(c, row, clock.now())) !== null) found.push(row.id);
        }
        return found;
      });
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
