import { randomUUID } from "node:crypto";
import { conversationsOfCustomer } from "#db/repositories/conversations.ts";
import { itemsOpen } from "#db/repositories/items.ts";
import { messagesBefore } from "#db/repositories/messages.ts";
import { dueMachines, nextDue } from "#db/repositories/timers.ts";
import type { AgentPrincipal, Principal } from "#server/principal.ts";
import type { Runtime } from "#server/runtime.ts";
import { readChat, readDesk } from "#server/stream/views.ts";
import { furnish, nameOf, QUEUE, runtimeOn, visitor } from "../furnish.ts";
import { fill, stored, WAITING } from "./fill.ts";

const AGENTS = 10;
const EACH = 10;
const TEXT = "Good morning, my kettle arrived broken and I would like another one.";

/** What is measured, by name. Each call does one of it, somewhere else each time. */
export type Deeds = Record<string, () => Promise<unknown>>;
export type Shop = { deeds: Deeds; settle(): Promise<void>; startedIn: number; stop(): Promise<void> };

async function give(
  runtime: Runtime,
  who: Principal,
  name: string,
  input: object,
): Promise<{ conversation: string }> {
  const reply = await runtime.services.execute({ id: randomUUID(), name, input }, who);
  if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
  return reply.data as { conversation: string };
}

/** A customer who has written, and an agent who has picked it. */
async function begin(runtime: Runtime, agent: AgentPrincipal) {
  const customer = visitor();
  const { conversation } = await give(runtime, customer, "visitor.say", { text: TEXT });
  await give(runtime, agent, "conversation.pick", { conversation });
  await give(runtime, agent, "message.send", { conversation, text: TEXT });
  return { agent, customer, conversation };
}

const agentOf = (id: string, index: number): AgentPrincipal => ({
  kind: "agent",
  key: `agent:${id}`,
  id,
  name: nameOf(index),
  role: "agent",
});

/** A shop with so many conversations behind it, and a hundred under way. */
export async function openShop(file: string, behind: number, pick: () => number): Promise<Shop> {
  const making = await runtimeOn(file);
  const ids = await furnish(making, "persistentChat", AGENTS);
  await making.start();
  const agents = ids.map(agentOf);
  const [first] = agents;
  if (!first) throw new Error("nobody");
  const ended = await begin(making, first);
  await give(making, ended.customer, "visitor.say", { text: TEXT });
  await give(making, first, "conversation.end", { conversation: ended.conversation });
  await give(making, first, "session.close", { session: `conversation:${ended.conversation}` });
  const waiting = await begin(making, first);
  await give(making, first, "session.close", { session: `conversation:${waiting.conversation}` });
  await making.stop();
  fill(file, behind, { ended: ended.conversation, waiting: waiting.conversation }, ids, Date.now());

  const since = performance.now();
  const runtime = await runtimeOn(file);
  await runtime.start();
  const startedIn = performance.now() - since;
  const underWay: Awaited<ReturnType<typeof begin>>[] = [];
  for (const agent of agents)
    for (let count = 0; count < EACH; count += 1) underWay.push(await begin(runtime, agent));
  const anyOf = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(pick() * list.length)];
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  };
  const { database, clock } = runtime.services;
  const old = () => stored(1 + Math.floor(pick() * (behind - WAITING)));
  return {
    startedIn,
    settle: async () => {
      await runtime.system.followups();
      await runtime.router.idle();
      await runtime.hub.settled();
    },
    stop: () => runtime.stop(),
    deeds: {
      "a customer's message": () => give(runtime, anyOf(underWay).customer, "visitor.say", { text: TEXT }),
      "an agent's message": () => {
        const { agent, conversation } = anyOf(underWay);
        return give(runtime, agent, "message.send", { conversation, text: TEXT });
      },
      "a desk, afresh": () => database.read((c) => readDesk(c, anyOf(agents), clock.now())),
      "the open line": () => database.read((c) => itemsOpen(c, [QUEUE])),
      "a stored transcript": () =>
        database.read((c) => messagesBefore(c, old().id, Number.MAX_SAFE_INTEGER, 50)),
      "a returning customer's chat": () => {
        const { customer, visitorId } = old();
        const who = { ...visitor(), customer, visitorId, key: customer };
        return database.read((c) => readChat(c, who));
      },
      "a customer's history": () => database.read((c) => conversationsOfCustomer(c, old().customer, 50)),
      "what is due": () =>
        database.read(async (c) => {
          await dueMachines(c, clock.now(), 100);
          await nextDue(c);
        }),
      // The last: the line of the queue grows by it.
      "a first message, with its routing": async () => {
        await give(runtime, visitor(), "visitor.say", { text: TEXT });
        await runtime.router.idle();
      },
    },
  };
}
