import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentById } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { MINUTE, makeWorld, PASSWORD, type World } from "../testing/world.ts";

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

describe("signing in", () => {
  test("makes one Available who was Busy, but not beside a window at work", async () => {
    const ana = await world.agent("Ana");
    await world.give(ana, "presence.choose", { presence: "busy" });
    const label = async () => (await world.caller(ana).desk.load()).presence.label;
    const signIn = () =>
      fetch(`${world.origin}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: world.origin },
        body: JSON.stringify({ email: "ana@example.org", password: PASSWORD }),
      });
    expect((await signIn()).status).toBe(200);
    expect(await label()).toBe("busy");
    await world.disconnect(ana);
    expect((await signIn()).status).toBe(200);
    await world.connect(ana);
    expect(await label()).toBe("available");
  });
});
