import type { Database } from "#db/connection.ts";
import { allQueues, candidatesOf } from "#db/repositories/agents.ts";
import { lineOfQueue } from "#db/repositories/conversations.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import { charts } from "#machines/charts.ts";
import { restore } from "#machines/decide.ts";
import { apply, loadConversation } from "../execute/conversation.ts";
import type { System } from "../execute/system.ts";
import type { Unit } from "../execute/unit.ts";
import { readPolicy } from "../policy/table.ts";
import { chooseAgent } from "./choose.ts";

const LOOKED_AT = 200;

/** Offers the conversation at hand to whoever should have it. @returns whether an offer was made. */
async function offer(unit: Unit, id: string): Promise<boolean> {
  const row = await loadConversation(unit, id);
  if (row.state !== "queued") return false;
  const workstream = await workstreamByKey(unit.c, row.workstream);
  const read = workstream ? readPolicy(workstream.chart, workstream.policy) : null;
  if (!read?.ok) return false;
  const { context } = restore(charts[row.chart], row.snapshot);
  const agent = chooseAgent(await candidatesOf(unit.c, row.queueId, context.units), read.policy, {
    declined: context.declined,
    affinity: context.affinity,
    now: unit.at,
  });
  if (agent === null) return false;
  await apply(unit, row, { type: "offer.made", agent }, { asSystem: true });
  return true;
}

/**
 * Goes through a queue's line, first in line first, and offers what can be offered. Runs one queue at a
 * time; a request that comes while it runs is done once more afterwards, so that none is lost.
 */
export function makeRouter(deps: { database: Database; system: System; onError: (error: unknown) => void }) {
  const { database, system } = deps;
  const asked = new Set<string>();
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    for (;;) {
      const [queue] = asked;
      if (queue === undefined) return;
      asked.delete(queue);
      const line = await database.read((c) => lineOfQueue(c, queue, LOOKED_AT));
      for (const row of line) await system.act((unit) => offer(unit, row.id));
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

export type Router = ReturnType<typeof makeRouter>;
