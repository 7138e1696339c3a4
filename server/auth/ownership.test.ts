import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conversationById } from "#db/repositories/conversations.ts";
import { draftsOf } from "#db/repositories/desks.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { lastReadBy, messagesBefore } from "#db/repositories/messages.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { makeWorld, type World } from "../testing/world.ts";

/** Whose it is: a right to call something is not yet a right to somebody's conversation. */
let world: World;
let ana: AgentPrincipal;
let brais: AgentPrincipal;
let carme: AgentPrincipal;
let visitor: VisitorPrincipal;
let conversation: string;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
  brais = await world.agent("Brais", { line: false });
  carme = await world.agent("Carme", { role: "supervisor", line: false });
  visitor = await world.visitor();
  conversation = await world.say(visitor, "For Ana alone");
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

async function everything() {
  return world.database.read(async (c) => ({
    row: await conversationById(c, conversation),
    events: (await eventsOf(c, conversation)).length,
    messages: (await messagesBefore(c, conversation, 1_000, 100)).messages,
    read: [await lastReadBy(c, conversation, brais.id), await lastReadBy(c, conversation, carme.id)],
    drafts: [await draftsOf(c, brais.id), await draftsOf(c, carme.id)],
  }));
}

const notTheirs: [string, Record<string, unknown>][] = [
  ["message.send", { text: "From somebody else" }],
  ["conversation.end", {}],
  ["conversation.continue", {}],
  ["conversation.release", {}],
  ["conversation.pick", {}],
  ["conversation.open", {}],
  ["conversation.read", { seq: 1 }],
  ["offer.accept", {}],
  ["offer.reject", {}],
];

describe("a conversation that somebody else has", () => {
  beforeEach(async () => {
    await world.give(ana, "offer.accept", { conversation });
  });

  test.each(notTheirs)("is not there for another agent's %s", async (name, input) => {
    const before = await everything();
    const reply = await world.give(brais, name, { conversation, ...input });
    expect(reply).toEqual({ ok: false, code: "NOT_FOUND", message: "conversationNotFound" });
    expect(await everything()).toEqual(before);
  });

  test("answers as one that does not exist at all", async () => {
    const other = randomUUID();
    for (const [name, input] of notTheirs) {
      const reply = await world.give(brais, name, { conversation: other, ...input });
      expect(reply).toEqual({ ok: false, code: "NOT_FOUND", message: "conversationNotFound" });
    }
  });

  test("cannot be read by another agent, nor stands on their desk", async () => {
    const caller = world.caller(brais);
    await expect(caller.conversation.messages({ conversation })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(caller.conversation.details({ conversation })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const desk = await caller.desk.load();
    expect(JSON.stringify(desk)).not.toContain(conversation);
    const reply = await world.give(brais, "session.close", { session: `conversation:${conversation}` });
    expect(reply).toMatchObject({ ok: false, code: "NOT_FOUND" });
  });

  test.each(["message.send", "conversation.end", "conversation.release"])(
    "may be read by a supervisor, whose %s is refused by the chart",
    async (name) => {
      const { messages } = await world.caller(carme).conversation.messages({ conversation });
      expect(messages[0]?.text).toBe("For Ana alone");
      const before = await everything();
      const input = name === "message.send" ? { text: "From above" } : {};
      const reply = await world.give(carme, name, { conversation, ...input });
      expect(reply).toMatchObject({ ok: false, code: "FORBIDDEN", refused: { machine: "liveChat" } });
      expect(await everything()).toEqual(before);
    },
  );

  test("is not ended by another visitor, who has none", async () => {
    const other = await world.visitor();
    expect(await world.give(other, "visitor.end")).toMatchObject({
      code: "CONFLICT",
      message: "nothingToEnd",
    });
    const elsewhere = { ...visitor, workstream: "persistent" };
    expect(await world.give(elsewhere, "visitor.end")).toMatchObject({ message: "nothingToEnd" });
    expect((await everything()).row?.state).toBe("active");
  });

  test("comes back into sight with the line, and may be picked", async () => {
    await world.give(ana, "presence.choose", { presence: "away" });
    await world.give(ana, "conversation.release", { conversation });
    const desk = await world.caller(brais).desk.load();
    expect(desk.items.open.map((item) => item.id)).toEqual([conversation]);
    expect(await world.give(brais, "conversation.pick", { conversation })).toMatchObject({ ok: true });
    expect(await world.give(ana, "message.send", { conversation, text: "Late" })).toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

test("an offer is accepted by whom it was made to, and by nobody else", async () => {
  for (const other of [brais, carme]) {
    const reply = await world.give(other, "offer.accept", { conversation });
    expect(reply).toMatchObject({
      code: "FORBIDDEN",
      refused: { event: "offer.accepted", guard: expect.any(String) },
    });
    expect(await world.give(other, "offer.reject", { conversation })).toMatchObject({ code: "FORBIDDEN" });
  }
  expect(await world.give(ana, "offer.accept", { conversation })).toMatchObject({ ok: true });
});

describe("who and when are the server's to say", () => {
  const forged = { by: "agent:somebody", role: "admin", at: 1, agent: "somebody" };

  test.each(Object.entries(forged))("a client's own %s is refused in a command", async (field, value) => {
    const before = await everything();
    const input = { conversation, [field]: value };
    const reply = await world.give(ana, "offer.accept", input);
    expect(reply).toEqual({ ok: false, code: "BAD_REQUEST", message: "badInput" });
    expect(await everything()).toEqual(before);
  });

  test.each(Object.entries(forged))("a client's own %s is refused by tRPC", async (field, value) => {
    const input = { id: randomUUID(), conversation, [field]: value };
    await expect(world.caller(ana).offer.accept(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("what is logged is who called, in their role, at the server's time", async () => {
    await world.give(ana, "offer.accept", { conversation });
    const events = await world.database.read((c) => eventsOf(c, conversation));
    expect(events.find((event) => event.type === "offer.accepted")).toMatchObject({
      by: ana.key,
      role: "agent",
      at: world.clock.now(),
      payload: { event: { agent: ana.id } },
    });
    expect(events.find((event) => event.type === "customer.messaged")).toMatchObject({
      by: visitor.key,
      role: "customer",
    });
  });
});

test("a draft and a session are one's own: the same name belongs to each apart", async () => {
  await world.give(ana, "offer.accept", { conversation });
  const session = `conversation:${conversation}`;
  const draft = { session, field: "message", baseRev: 0 };
  const hers = { ...draft, text: "Ana's words", window: randomUUID() };
  expect(await world.give(ana, "draft.save", hers)).toMatchObject({ ok: true, data: { rev: 1 } });
  expect(await world.caller(brais).draft.list()).toEqual([]);
  const his = { ...draft, text: "Brais's words", window: randomUUID() };
  expect(await world.give(brais, "draft.save", his)).toMatchObject({ ok: true, data: { rev: 1 } });
  expect(await world.caller(ana).draft.list()).toMatchObject([{ text: "Ana's words", rev: 1 }]);
});
