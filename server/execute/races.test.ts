import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allAgents } from "#db/repositories/agents.ts";
import { conversationById, conversationsHeldBy } from "#db/repositories/conversations.ts";
import { sessionsOn } from "#db/repositories/desks.ts";
import { eventsOf } from "#db/repositories/log.ts";
import type { Reply } from "#machines/wire/frames.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { MINUTE, makeWorld, type World } from "../testing/world.ts";

/**
 * One outcome, one owner: whatever happens to an offer at the same moment, 200 times in every pairing. All
 * contenders are released in one turn; who is first is who came first to the writer.
 */
const TIMES = 200;
/** So many conversations are contended for at once: as many as an agent may hold. */
const AT_ONCE = 10;

let world: World;
let ana: AgentPrincipal;
let brais: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
  brais = await world.agent("Brais");
  // Only Ana is offered anything; Brais may still pick.
  await world.give(brais, "presence.choose", { presence: "away" });
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

type Contender = (conversation: string, visitor: VisitorPrincipal) => Promise<Reply | boolean>;
const give = (who: AgentPrincipal | VisitorPrincipal, name: string, input: Record<string, unknown>) =>
  world.runtime.services.execute({ id: randomUUID(), name, input }, who);

const contenders: Record<string, Contender> = {
  "an accept in the first window": (conversation) => give(ana, "offer.accept", { conversation }),
  "an accept in the second window": (conversation) => give(ana, "offer.accept", { conversation }),
  "a pick by somebody else": (conversation) => give(brais, "conversation.pick", { conversation }),
  "the deadline": (conversation) => {
    world.clock.advance(2 * MINUTE);
    return world.runtime.system.poke("conversation", conversation);
  },
  "the customer leaving": (_, visitor) => give(visitor, "visitor.end", {}),
};

const names = Object.keys(contenders);
const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));

/** What must hold of a conversation, whoever was first. */
async function expectOneOutcome(conversation: string): Promise<void> {
  const row = await world.database.read((c) => conversationById(c, conversation));
  if (!row) throw new Error("the conversation is gone");
  const taken = (await world.database.read((c) => eventsOf(c, conversation))).filter(
    (event) => event.type === "offer.accepted" || event.type === "agent.picked",
  );
  expect(taken.length).toBeLessThanOrEqual(1);
  const open = await world.database.read((c) => sessionsOn(c, conversation));
  const theirs = row.state === "active" || row.state === "wrapUp";
  expect(open.map((each) => each.agent)).toEqual(theirs ? [row.ownerId] : []);
  if (theirs) expect(taken[0]?.payload).toMatchObject({ event: { agent: row.ownerId } });
}

/** What must hold of everybody's capacity. */
async function expectSoundLoads(): Promise<void> {
  await world.database.read(async (c) => {
    for (const agent of await allAgents(c))
      expect(agent.load).toBe((await conversationsHeldBy(c, agent.id)).length);
  });
}

/** A loser is told what the state is that refused, or that it is not theirs to see any more. */
function expectKind(reply: Reply | boolean): void {
  if (typeof reply === "boolean" || reply.ok) return;
  expect(["CONFLICT", "FORBIDDEN", "NOT_FOUND"]).toContain(reply.code);
  expect(["refusedByState", "refusedByGuard", "conversationNotFound", "nothingToEnd"]).toContain(
    reply.message,
  );
  if (reply.message.startsWith("refusedBy")) expect(reply.refused).toMatchObject({ machine: "liveChat" });
}

async function clear(conversation: string, visitor: VisitorPrincipal): Promise<void> {
  const row = await world.database.read((c) => conversationById(c, conversation));
  const owner = row?.ownerId === brais.id ? brais : ana;
  if (row?.state === "active") await give(owner, "conversation.end", { conversation });
  if (row?.state === "active" || row?.state === "wrapUp") {
    await give(owner, "session.close", { session: `conversation:${conversation}` });
  }
  if (row?.state === "queued" || row?.state === "offered") await give(visitor, "visitor.end", {});
}

describe.each(pairs)("%s and %s", (a, b) => {
  test(`have one outcome, ${TIMES} times`, { timeout: 60_000 }, async () => {
    for (let count = 0; count < TIMES; count += AT_ONCE) {
      const visitors = await Promise.all(Array.from({ length: AT_ONCE }, () => world.visitor()));
      const rounds = await Promise.all(
        visitors.map(async (visitor) => ({ visitor, conversation: await world.say(visitor) })),
      );
      const replies = await Promise.all(
        rounds.flatMap(({ conversation, visitor }, index) =>
          (index % 2 === 0 ? [a, b] : [b, a]).map(
            (name) => contenders[name]?.(conversation, visitor) ?? false,
          ),
        ),
      );
      await world.settle();
      replies.forEach(expectKind);
      for (const { conversation } of rounds) await expectOneOutcome(conversation);
      await expectSoundLoads();
      await Promise.all(rounds.map(({ conversation, visitor }) => clear(conversation, visitor)));
      await world.give(ana, "presence.choose", { presence: "available" });
    }
  });
});
