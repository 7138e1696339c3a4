import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conversationById } from "#db/repositories/conversations.ts";
import type { AgentPrincipal } from "../principal.ts";
import { makeWorld, SECOND, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

async function row(id: string) {
  const found = await world.database.read((c) => conversationById(c, id));
  if (!found) throw new Error("no such conversation");
  return found;
}

const deskOf = (agent: AgentPrincipal) => world.caller(agent).desk.load();
const noticesOf = async (agent: AgentPrincipal, conversation: string) => {
  const { messages } = await world.caller(agent).conversation.messages({ conversation });
  return messages.flatMap(({ notice }) => (notice ? [notice] : []));
};

async function taken(agent: AgentPrincipal, workstream: string): Promise<string> {
  const conversation = await world.say(await world.visitor(workstream));
  await world.give(agent, "offer.accept", { conversation });
  return conversation;
}

describe("ending the day", () => {
  test("does with each conversation what its session's closing would, at once and in one go", async () => {
    const ana = await world.agent("Ana");
    const [live, persistent, over] = [
      await taken(ana, "live"),
      await taken(ana, "persistent"),
      await taken(ana, "live"),
    ];
    await world.give(ana, "conversation.end", { conversation: over });
    const ringing = await world.say(await world.visitor());
    expect(await row(ringing)).toMatchObject({ state: "offered", ownerId: ana.id });
    const contact = await world.caller(ana).contact.create({
      id: crypto.randomUUID(),
      fields: { name: "Rosalía" },
    });
    const { contact: subject } = contact as { contact: string };
    await world.give(ana, "session.open", { kind: "contact", subject });
    await world.give(ana, "draft.save", {
      session: `conversation:${live}`,
      field: "message",
      text: "half an answer",
      baseRev: 0,
      window: crypto.randomUUID(),
    });

    expect(await world.give(ana, "day.end")).toMatchObject({ ok: true });

    expect(await row(live)).toMatchObject({ state: "queued", ownerId: null });
    expect(await row(persistent)).toMatchObject({ state: "waiting" });
    expect(await row(over)).toMatchObject({ state: "ended" });
    expect(await row(ringing)).toMatchObject({ state: "queued", ownerId: null });
    const desk = await deskOf(ana);
    expect(desk.presence).toMatchObject({ label: "offline", why: ["chosen"] });
    expect(desk.sessions.map(({ id }) => id)).toEqual([`contact:${subject}`]);
    expect(desk.me.load).toBe(0);
    expect((await world.caller(ana).draft.list()).map(({ text }) => text)).toEqual(["half an answer"]);
    expect(await noticesOf(ana, live)).toEqual(["agentJoined", "backInQueue"]);
  });

  test("gives the next agent the live chat before those that waited already", async () => {
    const ana = await world.agent("Ana");
    const live = await taken(ana, "live");
    await world.give(ana, "presence.choose", { presence: "doNotDisturb" });
    const later = await world.say(await world.visitor());
    await world.give(ana, "day.end");
    const brais = await world.agent("Brais");
    expect(await row(live)).toMatchObject({ state: "offered", ownerId: brais.id });
    expect((await row(later)).createdAt).toBeGreaterThanOrEqual((await row(live)).createdAt);
  });

  test("given again with its id changes nothing; with nothing open it only says Offline", async () => {
    const ana = await world.agent("Ana");
    const id = crypto.randomUUID();
    await world.give(ana, "day.end", {}, id);
    await world.give(ana, "presence.choose", { presence: "available" });
    await world.give(ana, "day.end", {}, id);
    expect((await deskOf(ana)).presence.label).toBe("available");
  });
});

describe("an agent whose line is lost", () => {
  test("is what they were when they are back within the grace", async () => {
    const ana = await world.agent("Ana");
    const live = await taken(ana, "live");
    await world.disconnect(ana);
    await world.pass(149 * SECOND);
    await world.connect(ana);
    expect((await deskOf(ana)).presence).toMatchObject({ label: "busy", why: ["setByWork"] });
    expect(await row(live)).toMatchObject({ state: "active", ownerId: ana.id });
  });

  test("is Offline beyond it, also when they are back, until they say so", async () => {
    const ana = await world.agent("Ana");
    const live = await taken(ana, "live");
    await world.disconnect(ana);
    await world.pass(150 * SECOND);
    expect((await deskOf(ana)).presence).toMatchObject({ label: "offline", why: ["lineGone", "lapsed"] });
    await world.connect(ana);
    expect((await deskOf(ana)).presence).toMatchObject({ label: "offline", why: ["lapsed"] });
    expect(await row(live)).toMatchObject({ state: "queued", ownerId: null });
    await world.give(ana, "presence.choose", { presence: "available" });
    expect((await deskOf(ana)).presence).toMatchObject({ label: "available", why: ["chosen"] });
  });

  test("is Offline as well when the grace ran out while the server was down", async () => {
    const ana = await world.agent("Ana");
    await world.disconnect(ana);
    await world.restart(3_600 * SECOND);
    await world.pass(150 * SECOND);
    await world.connect(ana);
    expect((await deskOf(ana)).presence.label).toBe("offline");
  });
});
