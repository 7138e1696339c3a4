import fc from "fast-check";
import { expect, test } from "vitest";
import { allAgents } from "#db/repositories/agents.ts";
import { conversationById, conversationsHeldBy, updateConversation } from "#db/repositories/conversations.ts";
import { isSoak, runs } from "#machines/testing/runs.ts";
import type { ChartId } from "#machines/wire/views.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { expectPresenceReplay, expectReplay } from "../testing/replay.ts";
import { OLD_HASH } from "../testing/scene.ts";
import { watchDesk } from "../testing/verify.ts";
import { DAY, MINUTE, makeWorld, SECOND, type World } from "../testing/world.ts";

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
  "pick",
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
  "away",
  "policy",
  "short",
  "long",
  "days",
  "restart",
  "upgrade",
] as const;
type Deed = (typeof deeds)[number];
const AFRESH: ReadonlySet<Deed> = new Set<Deed>(["restart", "upgrade", "days"]);

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
    // A new process has a new stream; the client loads its desk afresh there. After days it does as well: what
    // was closed a week ago leaves the list without an event.
    if (AFRESH.has(step)) watch = await watchDesk(world, ana);
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
    pick: "conversation.pick",
  };
  const name = names[step];
  if (name) await world.give(ana, name, { conversation });
  else if (step === "send") await world.give(ana, "message.send", { conversation, text: "Dígame" });
  else if (step === "close")
    await world.give(ana, "session.close", { session: `conversation:${conversation}` });
  else if (step === "leave") await world.give(visitor, "visitor.end");
  else if (step === "available") await world.give(ana, "presence.choose", { presence: "available" });
  else if (step === "away") await world.give(ana, "presence.choose", { presence: "away" });
  else if (step === "policy") await changePolicy(world, visitor.workstream);
  else if (step === "short") await world.pass(61 * SECOND);
  else if (step === "long") await world.pass(16 * MINUTE);
  else if (step === "days") await world.pass(29 * DAY);
  else if (step === "restart" || step === "upgrade") {
    if (step === "upgrade") await age(world, conversation);
    await world.restart(MINUTE);
    if (step === "upgrade") await world.runtime.system.poke("conversation", conversation);
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

/** Another time for offers and for wrap-up: what runs is moved, what comes is new. */
async function changePolicy(world: World, key: string): Promise<void> {
  const admin = (await world.database.read((c) => allAgents(c))).find((each) => each.role === "admin");
  const who = admin ? agentPrincipal(admin) : await world.agent("Admin", { role: "admin", line: false });
  const { policy, policyRev } = await world.caller(who).workstream.get({ key });
  const [offerTime, wrapUpTime] = policyRev % 2 === 1 ? [30 * SECOND, 2 * MINUTE] : [5 * MINUTE, DAY];
  const change = { key, policy: { ...policy, offerTime, wrapUpTime }, baseRev: policyRev };
  expect(await world.give(who, "workstream.save", change)).toMatchObject({ ok: true });
}

function agentPrincipal({ id, name, role }: Pick<AgentPrincipal, "id" | "name" | "role">): AgentPrincipal {
  return { kind: "agent", key: `agent:${id}`, id, name, role };
}

/** As a row that an older definition of the chart has left; whoever loads it next has it migrated. */
async function age(world: World, id: string): Promise<void> {
  await world.database.write(async (c) => {
    const row = await conversationById(c, id);
    if (row) await updateConversation(c, { ...row, hash: OLD_HASH }, row.rev);
  });
}

/** An agent's load is what they hold; in these policies wrap-up holds too, and every conversation is one unit. */
async function expectSoundLoads(world: World): Promise<void> {
  await world.database.read(async (c) => {
    for (const agent of await allAgents(c))
      expect(agent.load).toBe((await conversationsHeldBy(c, agent.id)).length);
  });
}

test.each(["liveChat", "persistentChat"] as const)(
  "the log of a %s is its stored snapshot, and that of the agents' presence theirs",
  { timeout: isSoak ? 3_600_000 : 60_000 },
  async (chart) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...deeds), { minLength: 4, maxLength: 25 }),
        async (steps) => {
          const world = await makeWorld();
          try {
            const wasUp = !steps.includes("restart") && !steps.includes("upgrade");
            for (const id of await play(world, chart, steps)) await expectReplay(world, id, wasUp);
            for (const { id } of await world.database.read((c) => allAgents(c)))
              await expectPresenceReplay(world, id, wasUp);
            expect(world.errors).toEqual([]);
          } finally {
            await world.close();
          }
        },
      ),
      runs(15, 500),
    );
  },
);
