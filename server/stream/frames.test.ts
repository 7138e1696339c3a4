import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { logBounds } from "#db/repositories/log.ts";
import { dial, dialVisitor, visitorHello } from "../testing/socket.ts";
import { makeWorld, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const lastSeq = async () => (await world.database.read((c) => logBounds(c))).last;

/** A frame that no client of ours sends: the line is closed, and nothing of it is kept. */
describe("before the hello", () => {
  const valid = visitorHello();
  test.each([
    ["a command", JSON.stringify({ t: "command", id: randomUUID(), name: "visitor.say", input: {} })],
    ["typing", JSON.stringify({ t: "typing", on: true })],
    ["a pong", JSON.stringify({ t: "pong" })],
  ])("%s is told that the hello comes first", async (_, text) => {
    const socket = await dial(world);
    socket.raw(text);
    expect(await socket.closed).toEqual({ code: 4400, reason: "hello first" });
    expect(socket.frames).toEqual([]);
  });

  test.each([
    ["garbage", "{"],
    ["nothing", ""],
    ["no object", "[1, 2]"],
    ["null", "null"],
    ["an unknown kind", JSON.stringify({ t: "shout" })],
    ["a frame of the server's", JSON.stringify({ t: "welcome", cursor: "0", now: 0, hashes: {} })],
    ["a hello of another version", JSON.stringify({ ...valid, v: 2 })],
    ["a hello without a window", JSON.stringify({ ...valid, window: undefined })],
    ["a hello with an unknown field", JSON.stringify({ ...valid, role: "admin" })],
    ["a hello with a cursor of a wrong type", JSON.stringify({ ...valid, cursor: 1 })],
    ["a hello with an endless cursor", JSON.stringify({ ...valid, cursor: "1".repeat(65) })],
    ["a visitor with an unknown field", JSON.stringify(visitorHello({ customer: "contact:1" }))],
    ["a visitor without a language", JSON.stringify(visitorHello({ locale: undefined }))],
    ["a visitor of another language", JSON.stringify(visitorHello({ locale: "tlh" }))],
    ["a visitor of no workstream", JSON.stringify(visitorHello({ workstream: "" }))],
    ["an endless token", JSON.stringify(visitorHello({ token: "x".repeat(257) }))],
    [
      "an endless page address",
      JSON.stringify(visitorHello({ page: `https://a.example/${"x".repeat(8_192)}` })),
    ],
  ])("%s closes the line as a bad frame", async (_, text) => {
    const socket = await dial(world);
    socket.raw(text);
    expect(await socket.closed).toEqual({ code: 4400, reason: "bad frame" });
    expect(socket.frames).toEqual([]);
  });

  test("a binary frame closes the line", async () => {
    const socket = await dial(world);
    socket.raw(Buffer.from(JSON.stringify(valid)));
    expect(await socket.closed).toEqual({ code: 4400, reason: "bad frame" });
  });

  test("a frame of more than a mebibyte closes the line as too big", async () => {
    const socket = await dial(world);
    socket.raw(JSON.stringify({ ...valid, page: "x".repeat(1024 * 1024) }));
    expect(await socket.closed).toMatchObject({ code: 1009 });
  });

  test("what is sent in one breath with the hello waits for the welcome, in order", async () => {
    const socket = await dial(world);
    socket.send(valid);
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const [index, id] of ids.entries()) {
      socket.send({ t: "command", id, name: "visitor.say", input: { text: `${index}` } });
    }
    await socket.first("reply", (each) => each.id === ids[2]);
    expect(socket.frames[0]?.t).toBe("welcome");
    expect(socket.all("reply").map((each) => each.id)).toEqual(ids);
  });
});

test("who is refused at the upgrade and slams the door does no harm", async () => {
  for (let count = 0; count < 10; count += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(world.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.once("data", () => socket.resetAndDestroy());
      socket.once("close", () => resolve());
      socket.write(
        "GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
      );
    });
  }
  expect((await fetch(`${world.origin}/healthz`)).status).toBe(200);
});

describe("after the hello", () => {
  test("another hello closes the line", async () => {
    const socket = await dialVisitor(world);
    socket.send(visitorHello({ token: socket.token }));
    expect(await socket.closed).toEqual({ code: 4400, reason: "hello twice" });
  });

  test("another hello while the first is being answered closes it too", async () => {
    const socket = await dial(world);
    socket.send(visitorHello());
    socket.send(visitorHello());
    expect(await socket.closed).toEqual({ code: 4400, reason: "hello twice" });
  });

  test.each([
    ["garbage", "{"],
    ["a typing of a wrong type", JSON.stringify({ t: "typing", on: "yes" })],
    ["a typing with an unknown field", JSON.stringify({ t: "typing", on: true, text: "half a secret" })],
    ["a pong with an unknown field", JSON.stringify({ t: "pong", at: 1 })],
    ["a command without an id", JSON.stringify({ t: "command", name: "visitor.say", input: {} })],
    [
      "a command with a number as its id",
      JSON.stringify({ t: "command", id: 7, name: "visitor.say", input: {} }),
    ],
  ])("%s closes the line as a bad frame", async (_, text) => {
    const socket = await dialVisitor(world);
    socket.raw(text);
    expect(await socket.closed).toEqual({ code: 4400, reason: "bad frame" });
  });

  test.each([
    ["an id that is none of ours", { id: "seven" }],
    ["a name of a wrong type", { name: 5 }],
    ["an endless name", { name: "x".repeat(65) }],
    ["who it is from", { by: "agent:1" }],
    ["a role", { role: "admin" }],
    ["a time", { at: 0 }],
  ])("a command with %s is answered, and the line goes on", async (_, change) => {
    const socket = await dialVisitor(world);
    const before = await lastSeq();
    const frame = { t: "command", id: randomUUID(), name: "visitor.say", input: { text: "Ola" }, ...change };
    socket.send(frame);
    const { reply } = await socket.first("reply", (each) => each.id === frame.id);
    expect(reply).toEqual({ ok: false, code: "BAD_REQUEST", message: "badFrame" });
    expect(await lastSeq()).toBe(before);
    expect(await socket.command("visitor.say", { text: "Ola" })).toMatchObject({ ok: true });
  });

  test.each([
    "offer.accept",
    "conversation.end",
    "message.send",
    "workstream.save",
    "presence.choose",
    "desk.load",
    "supervisor.forceClosed",
    "customer.messaged",
    "constructor",
    "__proto__",
    "",
  ])("a visitor's command %j is not theirs to give", async (name) => {
    const socket = await dialVisitor(world);
    const reply = await socket.command(name, { conversation: "x" });
    expect(reply).toEqual({ ok: false, code: "FORBIDDEN", message: "notAllowed" });
  });

  test("typing outside of a conversation reaches nobody and is no error", async () => {
    const socket = await dialVisitor(world);
    socket.send({ t: "typing", on: true });
    socket.send({ t: "typing", conversation: "somebody's", on: true });
    expect(await socket.command("visitor.say", { text: "Ola" })).toMatchObject({ ok: true });
  });
});
