import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { commandOf, eventsOf, logBounds } from "#db/repositories/log.ts";
import { messagesBefore } from "#db/repositories/messages.ts";
import type { ServerFrame } from "#machines/wire/frames.ts";
import { readVisitorToken } from "../auth/tokens.ts";
import { dialAgent, dialVisitor, signIn } from "../testing/socket.ts";
import { makeWorld, type World } from "../testing/world.ts";
import { projectAfter } from "./project.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

type WithCursor = Extract<ServerFrame, { t: "event" | "granted" | "gone" }>;
const logged = (frames: readonly ServerFrame[]) =>
  frames.filter(
    (frame): frame is WithCursor => frame.t === "event" || frame.t === "granted" || frame.t === "gone",
  );
const last = async () => (await world.database.read((c) => logBounds(c))).last;

describe("a cursor", () => {
  test("brings exactly the gap, in order, and nothing twice", async () => {
    await world.agent("Carme", { role: "supervisor", line: false });
    const cookie = await signIn(world, "Carme");
    // One window stays and sees everything; the other is cut, misses something, and resumes.
    const whole = await dialAgent(world, cookie);
    const first = await dialAgent(world, cookie, whole.welcome.cursor);
    const visitor = await world.visitor();
    for (const text of ["one", "two"]) await world.say(visitor, text);
    await first.when(() => first.all("event").find(({ event }) => event.messages?.[0]?.text === "two"));
    const seen = logged(first.frames);
    await first.leave();
    for (const text of ["three", "four", "five"]) await world.say(visitor, text);
    const cursor = seen[seen.length - 1]?.cursor;
    const second = await dialAgent(world, cookie, cursor);
    await world.say(visitor, "six");
    const isSix = ({ event }: { event: { messages?: { text: string }[] } }) =>
      event.messages?.[0]?.text === "six";
    await second.first("event", isSix);
    await whole.first("event", isSix);
    expect(second.all("reset")).toEqual([]);
    const cursors = [...seen, ...logged(second.frames)].map((frame) => frame.cursor);
    const all = logged(whole.frames).map((frame) => frame.cursor);
    expect(cursors).toEqual(all.slice(all.indexOf(cursors[0] ?? "")));
    expect(new Set(cursors).size).toBe(cursors.length);
    expect(cursors).toEqual([...cursors].sort((a, b) => Number(a) - Number(b)));
  });

  test("of the very last event brings nothing, and none starts now", async () => {
    await world.agent("Carme", { role: "supervisor", line: false });
    const cookie = await signIn(world, "Carme");
    const keeper = await dialAgent(world, cookie);
    await world.say(await world.visitor(), "before");
    const at = String(await last());
    for (const cursor of [at, undefined]) {
      const socket = await dialAgent(world, cookie, cursor);
      expect(socket.welcome.cursor).toBe(at);
      await socket.command("desk.nothing", {});
      expect(logged(socket.frames)).toEqual([]);
      expect(socket.all("reset")).toEqual([]);
    }
    expect(keeper.socket.readyState).toBe(keeper.socket.OPEN);
  });

  test.each(["nonsense", "", "-1", "1.5", "0x10", "9".repeat(15), "9".repeat(64), "1; drop table event"])(
    "that is unknown (%j) is answered with a reset, and the stream goes on from now",
    async (cursor) => {
      await world.agent("Carme", { role: "supervisor", line: false });
      await world.say(await world.visitor(), "long ago");
      const socket = await dialAgent(world, await signIn(world, "Carme"), cursor);
      const reset = await socket.first("reset");
      expect(reset.cursor).toBe(socket.welcome.cursor);
      const conversation = await world.say(await world.visitor(), "news");
      await socket.first("granted", ({ event }) => event.machineId === conversation);
      for (const frame of logged(socket.frames)) {
        expect(Number(frame.cursor)).toBeGreaterThan(Number(reset.cursor));
      }
    },
  );

  test("further back than is worth replaying is answered with a reset", { timeout: 60_000 }, async () => {
    await world.agent("Carme", { role: "supervisor", line: false });
    const visitor = await world.visitor();
    const before = String(await last());
    await world.say(visitor);
    await Promise.all(
      Array.from({ length: 5_001 }, (_, index) =>
        world.runtime.services.execute(
          { id: randomUUID(), name: "visitor.say", input: { text: `${index}` } },
          visitor,
        ),
      ),
    );
    await world.settle();
    const socket = await dialAgent(world, await signIn(world, "Carme"), before);
    await socket.first("reset");
    await socket.command("desk.nothing", {});
    expect(JSON.stringify(socket.frames)).not.toContain("customer.messaged");
  });

  test("that a fresh read of the desk gave is never of the future", async () => {
    const carme = await world.agent("Carme", { role: "supervisor", line: false });
    const cookie = await signIn(world, "Carme");
    await dialAgent(world, cookie);
    const visitor = await world.visitor();
    // Not settled: the desk may be read before the stream has told what it shows.
    const said = world.runtime.services.execute(
      { id: randomUUID(), name: "visitor.say", input: { text: "Ola" } },
      visitor,
    );
    await said;
    const { cursor } = await world.caller(carme).desk.load();
    const socket = await dialAgent(world, cookie, cursor);
    await world.say(visitor, "next");
    await socket.first("event", ({ event }) => event.messages?.[0]?.text === "next");
    expect(socket.all("reset")).toEqual([]);
    for (const frame of logged(socket.frames)) expect(Number(frame.cursor)).toBeGreaterThan(Number(cursor));
  });
});

describe("a command", () => {
  test("given again has the same answer, and happened once", async () => {
    const visitor = await dialVisitor(world);
    const id = randomUUID();
    const first = await visitor.command("visitor.say", { text: "Bo día" }, id);
    expect(first).toMatchObject({ ok: true, data: { seq: 1 } });
    expect(await visitor.command("visitor.say", { text: "Bo día" }, id)).toEqual(first);
    const other = await dialVisitor(world, { token: visitor.token });
    expect(await other.command("visitor.say", { text: "Bo día" }, id)).toEqual(first);
    const { conversation } = (first as { data: { conversation: string } }).data;
    const { messages } = await world.database.read((c) => messagesBefore(c, conversation, 100, 100));
    expect(messages).toHaveLength(1);
    const events = await world.database.read((c) => eventsOf(c, conversation));
    expect(
      events.filter((event) => event.commandId === id && event.type === "customer.messaged"),
    ).toHaveLength(1);
  });

  test("of the same id with another payload is a conflict, and the first answer stands", async () => {
    const visitor = await dialVisitor(world);
    const id = randomUUID();
    const first = await visitor.command("visitor.say", { text: "Bo día" }, id);
    for (const [name, input] of [
      ["visitor.say", { text: "Boas noites" }],
      ["visitor.end", {}],
    ] as const) {
      expect(await visitor.command(name, input, id)).toEqual({
        ok: false,
        code: "CONFLICT",
        message: "idTaken",
      });
    }
    expect(await visitor.command("visitor.say", { text: "Bo día" }, id)).toEqual(first);
    const stored = await world.database.read(async (c) => {
      const { conversation } = (first as { data: { conversation: string } }).data;
      return {
        messages: (await messagesBefore(c, conversation, 100, 100)).messages.map((each) => each.text),
        ended: (await eventsOf(c, conversation)).filter((event) => event.type === "customer.ended"),
      };
    });
    expect(stored).toEqual({ messages: ["Bo día"], ended: [] });
  });

  test("of an id that somebody else's message has is a conflict, and theirs is as it was", async () => {
    const one = await dialVisitor(world);
    const other = await dialVisitor(world);
    const id = randomUUID();
    await one.command("visitor.say", { text: "Mine" }, id);
    const reply = await other.command("visitor.say", { text: "Not yours" }, id);
    expect(reply).toMatchObject({ ok: false, code: "CONFLICT", message: "idTaken" });
    expect(await other.command("visitor.say", { text: "Not yours" })).toMatchObject({ ok: true });
  });

  test("in a burst of a hundred keeps its place", async () => {
    const visitor = await dialVisitor(world);
    const ids = Array.from({ length: 100 }, () => randomUUID());
    for (const [index, id] of ids.entries()) {
      visitor.send({ t: "command", id, name: "visitor.say", input: { text: `${index}` } });
    }
    await visitor.first("chat", (each) => each.messages.some((message) => message.id === ids[99]));
    expect(visitor.all("reply").map((each) => each.id)).toEqual(ids);
    const heard = visitor.all("chat").flatMap((each) => each.messages);
    expect(heard.map((each) => [each.id, each.seq, each.text])).toEqual(
      ids.map((id, index) => [id, index + 1, `${index}`]),
    );
    const again = await dialVisitor(world, { token: visitor.token });
    expect(again.chat.messages.map((each) => each.id)).toEqual(ids);
  });

  test("that was refused stays refused, and its answer is kept", async () => {
    const visitor = await dialVisitor(world);
    const id = randomUUID();
    const refused = { ok: false, code: "CONFLICT", message: "nothingToEnd" };
    expect(await visitor.command("visitor.end", {}, id)).toEqual(refused);
    await visitor.command("visitor.say", { text: "Ola" });
    expect(await visitor.command("visitor.end", {}, id)).toEqual(refused);
    const key = `visitor:${readVisitorToken(world.runtime.config.secret, visitor.token)?.id}`;
    expect(await world.database.read((c) => commandOf(c, key, id))).toMatchObject({ reply: refused });
  });
});

describe("frames", () => {
  test("are encoded once, however many read them", async () => {
    const keys = new Set(["role:supervisor"]);
    const before = await last();
    await world.say(await world.visitor());
    const rows = await world.database.read((c) => projectAfter(c, before, 100));
    expect(rows.length).toBeGreaterThan(1);
    const encode = vi.spyOn(JSON, "stringify");
    try {
      const once = rows.map((row) => row.frameFor(keys));
      expect(encode).toHaveBeenCalledTimes(rows.length);
      for (let reader = 0; reader < 10; reader += 1) {
        expect(rows.map((row) => row.frameFor(new Set(keys)))).toEqual(once);
      }
      expect(encode).toHaveBeenCalledTimes(rows.length);
    } finally {
      encode.mockRestore();
    }
  });

  test("that nobody reads cut the reader off, who resumes where they were", { timeout: 60_000 }, async () => {
    await world.agent("Carme", { role: "supervisor", line: false });
    const cookie = await signIn(world, "Carme");
    const watch = await dialAgent(world, cookie);
    const slow = await dialAgent(world, cookie);
    const visitor = await world.visitor();
    await world.say(visitor, "read");
    await slow.first("event", ({ event }) => event.messages?.[0]?.text === "read");
    const open = world.runtime.stream.connections();
    slow.socket.pause();
    // The widest message there may be, until the server has had enough of the one that does not read.
    const wide = "👩‍👩‍👧".repeat(4_000);
    let sent = 0;
    while (world.runtime.stream.connections() === open && sent < 1_000) {
      sent += 1;
      await world.say(visitor, wide);
    }
    expect(sent).toBeLessThan(1_000);
    slow.socket.resume();
    expect((await slow.closed).code).toBe(1006);
    await world.say(visitor, "the end");
    const isEnd = ({ event }: { event: { messages?: { text: string }[] } }) =>
      event.messages?.[0]?.text === "the end";
    await watch.first("event", isEnd);
    const held = logged(slow.frames).map((frame) => frame.cursor);
    const resumed = await dialAgent(world, cookie, held[held.length - 1]);
    await resumed.first("event", isEnd);
    expect(resumed.all("reset")).toEqual([]);
    const whole = logged(watch.frames).map((frame) => frame.cursor);
    const both = [...held, ...logged(resumed.frames).map((frame) => frame.cursor)];
    expect(both).toEqual(
      whole.slice(whole.indexOf(both[0] ?? ""), whole.indexOf(both[0] ?? "") + both.length),
    );
    expect(both.length).toBeGreaterThan(sent);
  });
});
