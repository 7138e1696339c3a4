import fc from "fast-check";
import { expect, test } from "vitest";
import { allAgents } from "#db/repositories/agents.ts";
import { conversationById, conversationsHeldBy } from "#db/repositories/conversations.ts";
import { type EventRow, eventsOf } from "#db/repositories/log.ts";
import { charts } from "#machines/charts.ts";
import type { ConversationInput } from "#machines/conversation/types.ts";
import { decide, pathOf, persist, start } from "#machines/decide.ts";
import type { ChartId } from "#machines/wire/views.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { watchDesk } from "../testing/verify.ts";
import { MINUTE, makeWorld, SECOND, type World } from "../testing/world.ts";
import { canonical } from "./execute.ts";

/**
 * What the log is worth: the events of a conversation, fed to its chart from the beginning, are its stored
 * snapshot; and each row says where the chart really was before and after. On the way, after every step, the
 * agent's desk stepped by the stream is the desk as a fresh read tells it, and the loads are what is held.
 */
const deeds = [
  "say",
  "say",
  "accept",
  "accept",
  "reject",
  "send",
  "end",
  "continue",
  "release",
  "close",
  "open",
  "leave",
  "lineLost",
  "lineBack",
  "agentLost",
  "agentBack",
  "available",
  "short",
  "long",
  "restart",
] as const;
type Deed = (typeof deeds)[number];

async function play(world: World, workstream: ChartId, steps: readonly Deed[]): Promise<string[]> {
  const ana = await world.agent("Ana");
  const visitor = await world.visitor(workstream === "liveChat" ? "live" : "persistent");
  await world.connect(visitor);
  const conversations = new Set<string>();
  let conversation = await world.say(visitor);
  let lines = { visitor: true, agent: true };
  let watch = await watchDesk(world, ana);
  for (const step of steps) {
    conversations.add(conversation);
    if (step === "say") conversation = await world.say(visitor, "Ola");
    else lines = await act(world, step, { ana, visitor, conversation }, lines);
    // A new process has a new stream; the client loads its desk afresh there.
    if (step === "restart") watch = await watchDesk(world, ana);
    const { held, fresh } = await watch.compare();
    expect(held).toEqual(fresh);
    await expectSoundLoads(world);
  }
  conversations.add(conversation);
  return [...conversations];
}

async function act(
  world: World,
  step: Exclude<Deed, "say">,
  who: { ana: AgentPrincipal; visitor: VisitorPrincipal; conversation: string },
  lines: { visitor: boolean; agent: boolean },
): Promise<{ visitor: boolean; agent: boolean }> {
  const { ana, visitor, conversation } = who;
  const names: Partial<Record<Deed, string>> = {
    accept: "offer.accept",
    reject: "offer.reject",
    end: "conversation.end",
    continue: "conversation.continue",
    release: "conversation.release",
    open: "conversation.open",
  };
  const name = names[step];
  if (name) await world.give(ana, name, { conversation });
  else if (step === "send") await world.give(ana, "message.send", { conversation, text: "Dígame" });
  else if (step === "close")
    await world.give(ana, "session.close", { session: `conversation:${conversation}` });
  else if (step === "leave") await world.give(visitor, "visitor.end");
  else if (step === "available") await world.give(ana, "presence.choose", { presence: "available" });
  else if (step === "short") await world.pass(61 * SECOND);
  else if (step === "long") await world.pass(16 * MINUTE);
  else if (step === "restart") {
    await world.restart(MINUTE);
    return { visitor: false, agent: false };
  } else if (step === "lineLost" && lines.visitor) {
    await world.disconnect(visitor);
    return { ...lines, visitor: false };
  } else if (step === "lineBack" && !lines.visitor) {
    await world.connect(visitor);
    return { ...lines, visitor: true };
  } else if (step === "agentLost" && lines.agent) {
    await world.disconnect(ana);
    return { ...lines, agent: false };
  } else if (step === "agentBack" && !lines.agent) {
    await world.connect(ana);
    return { ...lines, agent: true };
  }
  return lines;
}

/** An agent's load is what they hold; in these policies wrap-up holds too, and every conversation is one unit. */
async function expectSoundLoads(world: World): Promise<void> {
  await world.database.read(async (c) => {
    for (const agent of await allAgents(c))
      expect(agent.load).toBe((await conversationsHeldBy(c, agent.id)).length);
  });
}

function replayed(chart: ChartId, events: readonly EventRow[]): unknown {
  const [first, ...rest] = events;
  const input = (first?.payload as { input: ConversationInput } | undefined)?.input;
  if (!input) throw new Error("a conversation begins with its input");
  const machine = charts[chart];
  let { snapshot } = start(machine, input);
  for (const row of rest) {
    expect(pathOf(snapshot)).toBe(row.before);
    const happening = (row.payload as { event: { type: string } }).event;
    const decided = decide(machine, snapshot, {
      ...happening,
      ...{ at: row.at, by: row.by, role: row.role },
    });
    if (!decided.ok) throw new Error(`the log has ${row.type}, which its chart refuses in ${decided.state}`);
    snapshot = decided.snapshot;
    expect(pathOf(snapshot)).toBe(row.after);
    expect(decided.edges).toEqual(row.edges);
  }
  return persist(snapshot);
}

test.each(["liveChat", "persistentChat"] as const)(
  "the log of a %s is its stored snapshot",
  { timeout: 60_000 },
  async (chart) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...deeds), { minLength: 4, maxLength: 25 }),
        async (steps) => {
          const world = await makeWorld();
          try {
            for (const id of await play(world, chart, steps)) {
              const row = await world.database.read((c) => conversationById(c, id));
              const events = await world.database.read((c) => eventsOf(c, id));
              expect(events.map((event) => event.rev)).toEqual(events.map((_, index) => index + 1));
              expect(canonical(replayed(chart, events))).toBe(canonical(row?.snapshot));
            }
            expect(world.errors).toEqual([]);
          } finally {
            await world.close();
          }
        },
      ),
      { numRuns: 15, seed: 22_112_026, endOnFailure: true },
    );
  },
);
