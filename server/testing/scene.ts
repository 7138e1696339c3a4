import assert from "node:assert/strict";
import { presenceOf, savePresence } from "#db/repositories/agents.ts";
import { conversationById, updateConversation } from "#db/repositories/conversations.ts";
import type { ChartId, ConversationState } from "#machines/wire/views.ts";
import { apply, loadConversation } from "../execute/conversation.ts";
import { informPresence } from "../execute/presence.ts";
import type { Happening } from "../execute/save.ts";
import type { PolicyValues } from "../policy/table.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { makeWorld } from "./world.ts";

/** The hash of a chart that nobody has any more. */
export const OLD_HASH = "0000000000000000";

export type Scene = Awaited<ReturnType<typeof makeScene>>;

/**
 * A customer with their window open and two agents who have not come yet, in a world of their own, and the
 * ways from there into the states of a conversation: by commands, lines and time, as it really happens.
 */
export async function makeScene(chart: ChartId, policy: Partial<PolicyValues> = {}) {
  const world = await makeWorld({ workstreams: [{ key: "only", chart, policy }] });
  const ana = await world.agent("Ana", { line: false });
  const brais = await world.agent("Brais", { line: false });
  const admin = await world.agent("Admin", { role: "admin", line: false });
  const visitor = await world.visitor("only");
  await world.connect(visitor);
  let conversation = "";
  let fed = 0;

  const stored = async () => {
    const row = await world.database.read((c) => conversationById(c, conversation));
    if (!row) throw new Error("no conversation yet");
    return row;
  };

  const scene = {
    world,
    ana,
    brais,
    admin,
    visitor,
    /** The first conversation. */
    get conversation() {
      return conversation;
    },
    /** How often an event was fed that nothing in the program gives. */
    get fed() {
      return fed;
    },
    stored,
    async stateIs(state: ConversationState): Promise<void> {
      assert.equal((await stored()).state, state);
    },
    /** Gives a command that has to be taken. */
    async give(who: AgentPrincipal | VisitorPrincipal, name: string, more: Record<string, unknown> = {}) {
      const reply = await world.give(who, name, more);
      assert.equal(reply.ok, true, `${name}: ${JSON.stringify(reply)}`);
    },
    /** A command of Ana's about the conversation. */
    does: (name: string, more: Record<string, unknown> = {}) =>
      scene.give(ana, name, { conversation, ...more }),
    closes: () => scene.give(ana, "session.close", { session: `conversation:${conversation}` }),
    async says(text = "Bo día"): Promise<void> {
      const id = await world.say(visitor, text);
      conversation ||= id;
    },

    /** The customer writes, and nobody is there. */
    async queued(): Promise<void> {
      await scene.says();
      await scene.stateIs("queued");
    },
    async offered(): Promise<void> {
      await scene.queued();
      await world.connect(ana);
      await scene.stateIs("offered");
    },
    async active(): Promise<void> {
      await scene.offered();
      await scene.does("offer.accept");
      await scene.stateIs("active");
    },
    async wrapUp(): Promise<void> {
      await scene.active();
      await scene.does("conversation.end");
      await scene.stateIs("wrapUp");
    },
    /** Of a persistent chat alone. */
    async waiting(): Promise<void> {
      await scene.active();
      await scene.closes();
      await scene.stateIs("waiting");
    },

    /** Feeds an event that no command gives yet, on the server's own path: load, decide, save. */
    async feed(happening: Happening): Promise<void> {
      fed += 1;
      const done = await world.runtime.system.act(async (unit) => {
        await apply(unit, await loadConversation(unit, conversation), happening, { asSystem: true });
      });
      assert.equal(done, true, `${happening.type} was refused`);
      await world.settle();
    },
    async feedPresence(happening: Happening): Promise<void> {
      fed += 1;
      await world.runtime.system.act((unit) => informPresence(unit, ana.id, happening));
      await world.settle();
    },

    /** The row as one that another definition of the chart has left. */
    async age(): Promise<void> {
      const row = await stored();
      await world.database.write((c) => updateConversation(c, { ...row, hash: OLD_HASH }, row.rev));
    },
    async agePresence(): Promise<void> {
      const row = await world.database.read((c) => presenceOf(c, ana.id));
      if (!row) throw new Error("no presence");
      await world.database.write((c) => savePresence(c, { ...row, hash: OLD_HASH }));
    },
    async setPolicy(change: Partial<PolicyValues>): Promise<void> {
      const caller = world.caller(admin);
      const now = await caller.workstream.get({ key: "only" });
      await scene.give(admin, "workstream.save", {
        key: "only",
        policy: { ...now.policy, ...change },
        baseRev: now.policyRev,
      });
    },
  };
  return scene;
}
