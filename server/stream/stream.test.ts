import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { updateAgent } from "#db/repositories/agents.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { dial, dialAgent, dialVisitor, signIn, visitorHello } from "../testing/socket.ts";
import { makeWorld, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

/** The conversation that a reply to `visitor.say` names. */
function conversationIn(reply: unknown): string {
  return (reply as { data: { conversation: string } }).data.conversation;
}

describe("a visitor", () => {
  test("is welcomed with a token, and known again by it", async () => {
    const first = await dialVisitor(world);
    expect(first.chat).toMatchObject({
      view: { conversation: null, chart: "liveChat", state: null, position: null, number: null },
      messages: [],
    });
    expect(first.token.length).toBeGreaterThan(43);
    await first.command("visitor.say", { text: "Bo día" });
    const again = await dialVisitor(world, { token: first.token });
    expect(again.token).toBe(first.token);
    expect(again.chat.view).toMatchObject({ state: "queued", position: 1, number: 1 });
    expect(again.chat.messages.map((each) => each.text)).toEqual(["Bo día"]);
    const stranger = await dialVisitor(world);
    expect(stranger.token).not.toBe(first.token);
    expect(stranger.chat.view.conversation).toBeNull();
  });

  test("hears the reply, and their message as a chat frame with the command's id", async () => {
    const visitor = await dialVisitor(world);
    const id = randomUUID();
    const reply = await visitor.command("visitor.say", { text: "Bo día" }, id);
    expect(reply).toMatchObject({ ok: true, data: { seq: 1 } });
    const frame = await visitor.first("chat", (each) => each.command === id && each.messages.length > 0);
    expect(frame.messages).toMatchObject([{ id, seq: 1, side: "customer", text: "Bo día", notice: null }]);
    expect(frame.chat).toMatchObject({ conversation: conversationIn(reply), state: "queued", number: 1 });
  });

  test("is told the agent's first name, and nothing else of them", async () => {
    const ana = await world.agent("Ana");
    await world.database.write((c) => updateAgent(c, ana.id, { name: "Ana Souto Rei" }));
    const visitor = await dialVisitor(world);
    const conversation = conversationIn(await visitor.command("visitor.say", { text: "Ola" }));
    await world.give(ana, "offer.accept", { conversation });
    await world.give(ana, "message.send", { conversation, text: "Bo día" });
    const frame = await visitor.first("chat", (each) => each.messages.some((one) => one.side === "agent"));
    expect(frame.chat.agent).toBe("Ana");
    expect(frame.messages).toMatchObject([{ author: "Ana", text: "Bo día" }]);
    const again = await dialVisitor(world, { token: visitor.token });
    const told = JSON.stringify([...visitor.frames, ...again.frames]);
    expect(told).not.toContain("Souto");
    expect(told).not.toContain(ana.id);
  });

  test("never hears of others' conversations, nor what is the staff's", async () => {
    const ana = await world.agent("Ana");
    const one = await dialVisitor(world);
    const other = await dialVisitor(world);
    const conversation = conversationIn(await one.command("visitor.say", { text: "A secret of one" }));
    await world.give(ana, "offer.accept", { conversation });
    await world.give(ana, "message.send", { conversation, text: "An answer to one" });
    await one.first("chat", (each) => each.messages.some((message) => message.side === "agent"));
    const mine = conversationIn(await other.command("visitor.say", { text: "Of the other" }));
    await world.settle();
    await other.first("chat", (each) => each.chat.state === "offered");
    // Frames come in the order of the log: what could have leaked stands before this one.
    for (const [reader, theirs] of [
      [one, conversation],
      [other, mine],
    ] as const) {
      for (const frame of reader.frames) expect(["welcome", "reply", "chat"]).toContain(frame.t);
      for (const { chat, messages } of reader.all("chat")) {
        expect([null, theirs]).toContain(chat.conversation);
        for (const message of messages) expect(message.conversation).toBe(theirs);
      }
    }
    expect(JSON.stringify(other.frames)).not.toContain("of one");
  });

  test("hears typing while they are served, both ways, and none of it is kept", async () => {
    await world.agent("Ana", { line: false });
    const agent = await dialAgent(world, await signIn(world, "Ana"));
    const visitor = await dialVisitor(world);
    const conversation = conversationIn(await visitor.command("visitor.say", { text: "Ola" }));
    await world.settle();
    expect(await agent.command("offer.accept", { conversation })).toMatchObject({ ok: true });
    await world.settle();
    const before = (await world.database.read((c) => eventsOf(c, conversation))).length;
    visitor.send({ t: "typing", on: true });
    expect(await agent.first("typing")).toEqual({ t: "typing", conversation, on: true });
    agent.send({ t: "typing", conversation, on: true });
    expect(await visitor.first("typing")).toEqual({ t: "typing", conversation, on: true });
    visitor.send({ t: "typing", on: false });
    await agent.first("typing", (each) => !each.on);
    await world.settle();
    expect((await world.database.read((c) => eventsOf(c, conversation))).length).toBe(before);
  });

  test("is lost with the last of their tabs, and not before", async () => {
    await world.agent("Carme", { role: "supervisor", line: false });
    const watch = await dialAgent(world, await signIn(world, "Carme"));
    const first = await dialVisitor(world);
    const second = await dialVisitor(world, { token: first.token });
    await first.command("visitor.say", { text: "Ola" });
    await watch.first("event", ({ event }) => event.type === "customer.messaged");
    await first.leave();
    await second.command("visitor.say", { text: "Aínda estou" });
    await watch.first("event", ({ event }) => event.rev >= 3 && event.type === "customer.messaged");
    expect(watch.all("event").filter(({ event }) => event.type === "customer.lineLost")).toEqual([]);
    await second.leave();
    const lost = await watch.first("event", ({ event }) => event.type === "customer.lineLost");
    expect(lost.event.by).toBe("system");
    const back = await dialVisitor(world, { token: first.token });
    await watch.first("event", ({ event }) => event.type === "customer.lineBack");
    expect(back.chat.messages).toHaveLength(2);
  });
});

describe("a member of the staff", () => {
  test("follows an offer: granted, events, and gone for who did not get it", async () => {
    const ana = await world.agent("Ana", { line: false });
    await world.agent("Brais", { line: false });
    const [first, second] = [
      await dialAgent(world, await signIn(world, "Ana")),
      await dialAgent(world, await signIn(world, "Brais")),
    ];
    const visitor = await world.visitor();
    const conversation = await world.say(visitor);
    const offered = await first.when(() =>
      [...first.all("granted"), ...first.all("event")].find(({ event }) => event.type === "offer.made"),
    );
    const taker = offered.event.item?.owner?.id === ana.id ? first : second;
    const other = taker === first ? second : first;
    const granted = await taker.first("granted", ({ event }) => event.type === "offer.made");
    expect(granted.view.item).toMatchObject({ id: conversation, state: "offered", unread: 1 });
    expect(granted.view.mirror).toMatchObject({ chart: "liveChat", rev: granted.event.rev });
    const began = await other.first("granted", ({ event }) => event.type === "conversation.began");
    expect(began.event.machineId).toBe(conversation);

    const id = randomUUID();
    expect(await taker.command("offer.accept", { conversation }, id)).toMatchObject({ ok: true });
    const gone = await other.first("gone");
    expect(gone).toMatchObject({ conversation, reason: "offer.accepted" });
    const accepted = await taker.first("event", ({ event }) => event.type === "offer.accepted");
    expect(accepted.event).toMatchObject({ command: id, item: { state: "active" } });
    await world.say(visitor, "Only for who has it");
    await taker.first("event", ({ event }) => event.messages?.[0]?.text === "Only for who has it");
    // An answer comes behind whatever was sent before it.
    await other.command("desk.nothing", {});
    expect(JSON.stringify(other.frames)).not.toContain("Only for who has it");
  });

  test("who is in no queue hears nothing of its conversations", async () => {
    await world.agent("Ana");
    await world.runtime.setup.createPerson({
      email: "outside@example.org",
      name: "Outside",
      password: "a long password",
      role: "agent",
    });
    await world.agent("Admin", { role: "admin", line: false });
    const outside = await dialAgent(world, await signIn(world, "Outside"));
    const admin = await dialAgent(world, await signIn(world, "Admin"));
    const conversation = await world.say(await world.visitor(), "Not for everybody");
    for (const reader of [outside, admin]) {
      await reader.command("desk.nothing", {});
      expect(JSON.stringify(reader.frames)).not.toContain(conversation);
      expect(JSON.stringify(reader.frames)).not.toContain("Not for everybody");
    }
  });

  test("without a cookie, or without naming an origin, is signed out", async () => {
    await world.agent("Ana", { line: false });
    const cookie = await signIn(world, "Ana");
    for (const options of [{}, { cookie: "parola.session_token=forged.forged" }, { cookie, origin: null }]) {
      const socket = await dial(world, options);
      socket.send({ t: "hello", v: 1, window: randomUUID() });
      expect(await socket.closed).toEqual({ code: 4401, reason: "signed out" });
      expect(socket.frames).toEqual([]);
    }
  });

  test("a page of somebody else is refused at the upgrade", async () => {
    await expect(dial(world, { origin: "https://evil.example" })).rejects.toThrow("403");
    await expect(dial(world, { origin: "null" })).rejects.toThrow("403");
    const widget = await dial(world, { origin: null });
    widget.send(visitorHello());
    expect(await widget.first("welcome")).toMatchObject({ t: "welcome" });
  });

  test("who signs out loses their sockets of that session at once, and nobody else's", async () => {
    await world.agent("Ana", { line: false });
    await world.agent("Brais", { line: false });
    const cookie = await signIn(world, "Ana");
    const windows = [await dialAgent(world, cookie), await dialAgent(world, cookie)];
    const brais = await dialAgent(world, await signIn(world, "Brais"));
    const response = await fetch(`${world.origin}/api/auth/sign-out`, {
      method: "POST",
      headers: { origin: world.origin, cookie, "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(200);
    for (const each of windows) expect(await each.closed).toMatchObject({ code: 4401 });
    expect(await brais.command("presence.reset", {})).toMatchObject({ ok: true });
    await brais.first("event", ({ event }) => event.type === "presence.reset");
  });

  test.each([
    ["deactivated", { active: false }],
    ["of another role", { role: "designer" }],
  ] as const)("who is %s is signed out with the next look", async (_, change) => {
    const ana = await world.agent("Ana", { line: false });
    const socket = await dialAgent(world, await signIn(world, "Ana"));
    await world.database.write((c) => updateAgent(c, ana.id, change));
    world.clock.advance(60_000);
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });

  test("is pinged every twenty seconds, and told when the server stops", async () => {
    await world.agent("Ana", { line: false });
    const socket = await dialAgent(world, await signIn(world, "Ana"));
    world.clock.advance(20_000);
    const ping = await socket.first("ping");
    expect(ping.now).toBe(world.clock.now());
    socket.send({ t: "pong" });
    expect(await socket.command("presence.reset", {})).toMatchObject({ ok: true });
    await world.restart();
    expect(await socket.closed).toEqual({ code: 1012, reason: "restart" });
  });
});
