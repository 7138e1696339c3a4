import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentById } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { dialAgent, signIn } from "../testing/socket.ts";
import { MINUTE, makeWorld, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const row = async (id: string) => {
  const found = await world.database.read((c) => conversationById(c, id));
  if (!found) throw new Error("no such conversation");
  return found;
};
const loadOf = async (id: string) => (await world.database.read((c) => agentById(c, id)))?.load;

describe("a live chat", () => {
  test("is offered, accepted, answered and ended, with its messages in order", async () => {
    const ana = await world.agent("Ana");
    const visitor = await world.visitor();
    await world.connect(visitor);
    const id = await world.say(visitor);
    expect(await row(id)).toMatchObject({ state: "offered", ownerId: ana.id, customerCount: 1 });
    expect(await loadOf(ana.id)).toBe(1);

    expect(await world.give(ana, "offer.accept", { conversation: id })).toMatchObject({ ok: true });
    expect((await row(id)).state).toBe("active");
    const desk = await world.caller(ana).desk.load();
    expect(desk.sessions.map((each) => each.id)).toEqual([`conversation:${id}`]);
    expect(desk.presence.label).toBe("busy");
    expect(desk.conversations[id]?.item).toMatchObject({
      unread: 1,
      customer: { kind: "visitor", number: 1 },
    });

    expect(await world.give(ana, "message.send", { conversation: id, text: "Ola!" })).toMatchObject({
      ok: true,
    });
    const { messages } = await world.caller(ana).conversation.messages({ conversation: id });
    expect(messages.map(({ seq, side, text, notice }) => [seq, side, notice ?? text])).toEqual([
      [1, "customer", "Bo día"],
      [2, "system", "agentJoined"],
      [3, "agent", "Ola!"],
    ]);

    await world.give(ana, "conversation.end", { conversation: id });
    expect((await row(id)).state).toBe("wrapUp");
    expect(await loadOf(ana.id)).toBe(1);
    await world.pass(15 * MINUTE);
    expect(await row(id)).toMatchObject({ state: "ended", outcome: "agentEnded" });
    expect(await loadOf(ana.id)).toBe(0);
  });

  test("missed by one goes to the next, and the one who missed it is inactive", async () => {
    const ana = await world.agent("Ana");
    const brais = await world.agent("Brais");
    const id = await world.say(await world.visitor());
    const first = (await row(id)).ownerId;
    await world.pass(2 * MINUTE);
    const second = (await row(id)).ownerId;
    expect([first, second].sort()).toEqual([ana.id, brais.id].sort());
    const missed = first === ana.id ? ana : brais;
    expect((await world.caller(missed).desk.load()).presence.label).toBe("inactive");
  });
});

describe("signing out", () => {
  test("of the last window gives what rings to the next at once", async () => {
    const ana = await world.agent("Ana", { line: false });
    const cookie = await signIn(world, "Ana");
    const window = await dialAgent(world, cookie);
    const id = await world.say(await world.visitor());
    expect(await row(id)).toMatchObject({ state: "offered", ownerId: ana.id });
    const brais = await world.agent("Brais");
    const answer = await fetch(`${world.origin}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin: world.origin, "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(200);
    await window.closed;
    await expect.poll(async () => (await row(id)).ownerId).toBe(brais.id);
    expect((await world.caller(ana).desk.load()).presence.label).toBe("offline");
  });
});

describe("signing in", () => {
  test("makes one Available who was Busy, but not beside a window at work", async () => {
    const ana = await world.agent("Ana");
    await world.give(ana, "presence.choose", { presence: "busy" });
    const label = async () => (await world.caller(ana).desk.load()).presence.label;
    await signIn(world, "Ana");
    expect(await label()).toBe("busy");
    await world.disconnect(ana);
    await signIn(world, "Ana");
    await world.connect(ana);
    expect(await label()).toBe("available");
  });
});
