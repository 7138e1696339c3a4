import type { Database } from "#db/connection.ts";
import { staleConversations } from "#db/repositories/conversations.ts";
import { type FollowupRow, followupDone, openFollowups } from "#db/repositories/log.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import type { JsonObject } from "#db/schema/tables.ts";
import type { Clock } from "../clock.ts";
import { Refusal } from "../failure.ts";
import { readPolicy } from "../policy/table.ts";
import { SYSTEM } from "../principal.ts";
import { closeSession, conversationSession } from "./actions.ts";
import { apply, findConversation, loadConversation } from "./conversation.ts";
import type { Outbound } from "./execute.ts";
import { informPresence, loadPresence } from "./presence.ts";
import { makeUnit, type Unit } from "./unit.ts";

const FOLLOWUPS_AT_ONCE = 100;
const POKED_AT_ONCE = 100;

/**
 * What the program itself does, on the same path as everybody's commands: in a unit of work, through the
 * chart, with its effects after the commit.
 */
export function makeSystem(deps: {
  database: Database;
  clock: Clock;
  newId: () => string;
  outbound: Outbound;
  onError: (error: unknown) => void;
}) {
  const { database, clock, newId, outbound } = deps;

  /** Runs a piece of the system's work in a unit of its own. A refusal of a chart is an answer: false. */
  async function act(
    work: (unit: Unit) => Promise<unknown>,
    commandId: string | null = null,
  ): Promise<boolean> {
    let unit: Unit | undefined;
    const done = await database.write(async (c) => {
      unit = makeUnit(c, clock.now(), SYSTEM, commandId, newId);
      const made = unit;
      try {
        await c.attempt(() => work(made));
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return false;
      }
    });
    if (done && unit) {
      if (unit.lastSeq > 0) {
        outbound.logged();
        if (unit.hasTimers) outbound.timers();
      }
      if (unit.hasFollowups) outbound.followups();
      for (const effect of unit.effects) outbound.effect(effect);
    }
    return done;
  }

  async function runFollowup(unit: Unit, row: FollowupRow): Promise<void> {
    const { input, target } = row;
    switch (row.name) {
      case "presence.tell":
        await informPresence(unit, target, await presenceEvent(unit, input));
        break;
      case "agent.gone": {
        const agent = String(input.agent);
        const conversation = await findConversation(unit, target);
        if (!conversation) break;
        if (conversation.ownerId !== agent) break;
        if (conversation.state === "offered") {
          await apply(unit, conversation, { type: "offer.withdrawn", reason: "agentGone", agent });
        } else if (conversation.state === "active") {
          await apply(unit, conversation, { type: "agent.gone", agent });
        }
        break;
      }
      case "agent.left": {
        const agent = String(input.agent);
        const conversation = await findConversation(unit, target);
        if (!conversation) break;
        const isTheirs = conversation.ownerId === agent;
        if (isTheirs && (conversation.state === "active" || conversation.state === "wrapUp"))
          await apply(unit, conversation, { type: "session.closed", agent });
        await closeSession(unit, agent, conversationSession(target));
        break;
      }
      case "conversation.superseded": {
        const conversation = await findConversation(unit, target);
        if (conversation) await apply(unit, conversation, { type: "customer.beganAnother" });
        break;
      }
      case "policy.poke":
        break;
    }
  }

  /** What a workstream sets when a session starts, and whether a rejection restrains, is read when it happens. */
  async function presenceEvent(unit: Unit, input: JsonObject): Promise<{ type: string } & JsonObject> {
    const type = String(input.type);
    if (type === "load.changed") return { type, load: input.load ?? 0, capacity: input.capacity ?? 0 };
    const workstream = await workstreamByKey(unit.c, String(input.workstream));
    const read = workstream ? readPolicy(workstream.chart, workstream.policy) : null;
    const policy = read?.ok ? read.policy : null;
    if (type === "session.started") {
      const presence = policy?.presenceOnAccept ?? "unchanged";
      return { type, presence: presence === "unchanged" ? null : presence };
    }
    if (type === "offer.rejected") return { type, restrain: policy?.restrainOnReject === "yes" };
    return { type };
  }

  /** Tells the open conversations of a workstream its newer policy, in chunks. */
  async function pokeWorkstream(key: string): Promise<void> {
    for (;;) {
      const stale = await database.read(async (c) => {
        const workstream = await workstreamByKey(c, key);
        return workstream ? staleConversations(c, key, workstream.policyRev, POKED_AT_ONCE) : [];
      });
      for (const { id } of stale) await poke("conversation", id);
      if (stale.length < POKED_AT_ONCE) return;
    }
  }

  /** Loads a machine, which fires what is due on it. */
  function poke(machine: string, id: string): Promise<boolean> {
    return act((unit) => (machine === "presence" ? loadPresence(unit, id) : loadConversation(unit, id)));
  }

  let running: Promise<void> | undefined;
  let again = false;
  async function runAll(): Promise<void> {
    do {
      again = false;
      const rows = await database.read((c) => openFollowups(c, FOLLOWUPS_AT_ONCE));
      for (const row of rows) {
        const done = await act(async (unit) => {
          if (await followupDone(unit.c, row.id)) await runFollowup(unit, row);
        }, `followup:${row.id}`);
        // Refused: the world has moved on, and there is nothing left to do.
        if (!done) await act((unit) => followupDone(unit.c, row.id));
        if (row.name === "policy.poke") await pokeWorkstream(row.target);
      }
      if (rows.length > 0) again = true;
    } while (again);
  }

  return {
    act,
    poke,
    /** Resolves when no follow-up is being run. */
    idle: async () => {
      await running;
    },
    /** Runs the follow-ups that wait, in order; resolves when there are none. */
    followups(): Promise<void> {
      again = true;
      running ??= runAll()
        .catch(deps.onError)
        .finally(() => {
          running = undefined;
        });
      return running;
    },
  };
}

export type System = ReturnType<typeof makeSystem>;
