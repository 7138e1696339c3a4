import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { conversationById } from "#db/repositories/conversations.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { lastReadBy, messagesBefore } from "#db/repositories/messages.ts";
import { signIdentity } from "../auth/tokens.ts";
import type { AgentPrincipal } from "../principal.ts";
import { dialAgent, dialVisitor, signIn } from "../testing/socket.ts";
import { makeWorld, type World } from "../testing/world.ts";

/** Small things at the edges of commands, each once seen to go wrong or near it. */
let world: World;
let ana: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

test("half an emoji is stored as text that every database can hold", async () => {
  const visitor = await world.visitor();
  const conversation = await world.say(visitor, "cut \ud83d");
  const { messages } = await world.database.read((c) => messagesBefore(c, conversation, 100, 10));
  expect(messages[0]?.text.isWellFormed()).toBe(true);
  expect(messages[0]?.text).toBe("cut \ufffd");
});

test("reading further than there is reads what is there, and says so", async () => {
  const visitor = await world.visitor();
  const conversation = await world.say(visitor);
  await world.give(ana, "offer.accept", { conversation });
  const lastSeq = (await world.database.read((c) => conversationById(c, conversation)))?.lastSeq;
  expect(await world.give(ana, "conversation.read", { conversation, seq: 1_000_000 })).toMatchObject({
    ok: true,
  });
  expect(await world.database.read((c) => lastReadBy(c, conversation, ana.id))).toBe(lastSeq);
  const events = await world.database.read((c) => eventsOf(c, ana.id));
  expect(events.map((event) => event.payload.read).filter(Boolean)).toEqual([{ conversation, seq: lastSeq }]);
  await world.say(visitor, "news");
  expect((await world.caller(ana).desk.load()).conversations[conversation]?.item.unread).toBe(1);
});

test.each([0, -1, 1.5, "1", null])("reading up to %j is refused", async (seq) => {
  const conversation = await world.say(await world.visitor());
  await world.give(ana, "offer.accept", { conversation });
  const reply = await world.give(ana, "conversation.read", { conversation, seq });
  expect(reply).toEqual({ ok: false, code: "BAD_REQUEST", message: "badInput" });
});

test("a draft is refused with U+0000 in it, when endless, and for what is no session", async () => {
  const draft = {
    session: "conversation:1",
    field: "message",
    text: "Ola",
    baseRev: 0,
    window: randomUUID(),
  };
  for (const [change, message] of [
    [{ text: "a\u0000b" }, "badCharacter"],
    [{ field: "message\u0000" }, "badCharacter"],
    [{ text: "x".repeat(100_001) }, "draftTooLong"],
    [{ session: "../../etc" }, "badInput"],
    [{ session: "conversation:1\u0000" }, "badInput"],
    [{ session: "" }, "badInput"],
    [{ baseRev: -1 }, "badInput"],
    [{ window: "mine" }, "badInput"],
    [{ agent: "somebody" }, "badInput"],
  ] as const) {
    const reply = await world.give(ana, "draft.save", { ...draft, ...change });
    expect(reply).toEqual({ ok: false, code: "BAD_REQUEST", message });
  }
  expect(await world.caller(ana).draft.list()).toEqual([]);
});

test("a draft on an older base is a conflict that tells the newer text, and drops neither", async () => {
  const draft = { session: "conversation:1", field: "message", window: randomUUID() };
  expect(await world.give(ana, "draft.save", { ...draft, text: "one", baseRev: 0 })).toMatchObject({
    ok: true,
    data: { rev: 1 },
  });
  const reply = await world.give(ana, "draft.save", { ...draft, text: "other", baseRev: 0 });
  expect(reply).toEqual({
    ok: false,
    code: "CONFLICT",
    message: "draftConflict",
    data: { text: "one", rev: 1 },
  });
  const call = world.caller(ana).draft.save({ ...draft, id: randomUUID(), text: "other", baseRev: 0 });
  await expect(call).rejects.toMatchObject({ code: "CONFLICT", message: "draftConflict" });
  expect(await world.caller(ana).draft.list()).toMatchObject([{ text: "one", rev: 1 }]);
});

test("a message of the staff is held to the same as a customer's", async () => {
  const conversation = await world.say(await world.visitor());
  await world.give(ana, "offer.accept", { conversation });
  const before = (await world.database.read((c) => conversationById(c, conversation)))?.lastSeq;
  for (const [text, message] of [
    ["", "messageEmpty"],
    ["\u200b \n", "messageEmpty"],
    ["a\u0000b", "badCharacter"],
    ["x".repeat(4_001), "messageTooLong"],
    [7, "badInput"],
  ]) {
    const reply = await world.give(ana, "message.send", { conversation, text });
    expect(reply).toEqual({ ok: false, code: "BAD_REQUEST", message });
  }
  expect((await world.database.read((c) => conversationById(c, conversation)))?.lastSeq).toBe(before);
});

test("what a customer writes is never refused for the state of a conversation", async () => {
  const visitor = await world.visitor();
  const first = await world.say(visitor);
  await world.give(ana, "offer.accept", { conversation: first });
  expect(await world.say(visitor, "active")).toBe(first);
  await world.give(ana, "conversation.end", { conversation: first });
  const second = await world.say(visitor, "in wrap-up");
  expect(second).not.toBe(first);
  const row = await world.database.read((c) => conversationById(c, second));
  expect(row?.previousId).toBe(first);
  const reply = await world.give(ana, "conversation.continue", { conversation: first });
  expect(reply).toMatchObject({ code: "FORBIDDEN", refused: { guard: "customerHasNotBegunAnother" } });
  await world.give(visitor, "visitor.end");
  const third = await world.say(visitor, "after the end");
  expect([first, second]).not.toContain(third);
});

test("typing is told in the widget that the conversation is in, and in no other of the same customer", async () => {
  const agent = await dialAgent(world, await signIn(world, "Ana"));
  const widget = async (workstream: string) => {
    const secret = `the secret of the host page for ${workstream}`;
    const who = { sub: "crm-1", name: "Rosalía", email: null };
    const identity = await signIdentity(who, secret, workstream, world.clock.now());
    return dialVisitor(world, { workstream, identity });
  };
  const [live, persistent] = [await widget("live"), await widget("persistent")];
  const reply = await live.command("visitor.say", { text: "Ola" });
  const { conversation } = (reply as { data: { conversation: string } }).data;
  await world.settle();
  await agent.command("offer.accept", { conversation });
  agent.send({ t: "typing", conversation, on: true });
  expect(await live.first("typing")).toEqual({ t: "typing", conversation, on: true });
  await persistent.command("visitor.say", { text: "Outra cousa" });
  expect(persistent.all("typing")).toEqual([]);
});
