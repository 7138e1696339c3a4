import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { allLines } from "#db/repositories/system.ts";
import { dial, dialAgent, dialVisitor, signIn, type TestSocket, visitorHello } from "../testing/socket.ts";
import { makeWorld, type World } from "../testing/world.ts";

/** The moments in which somebody comes and goes: nobody is left on record who is not there. */
let world: World;
let watch: Pick<TestSocket, "first" | "all">;
beforeEach(async () => {
  world = await makeWorld();
  await world.agent("Carme", { role: "supervisor", line: false });
  watch = await dialAgent(world, await signIn(world, "Carme"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
  expect(world.errors).toEqual([]);
});

const lines = async () => (await world.database.read((c) => allLines(c))).map((line) => line.principal);
const told = (type: string, id: string) =>
  watch.first("event", ({ event }) => event.type === type && event.machineId === id);

describe("an agent's line", () => {
  test("is back with the first window, and lost with the last", async () => {
    const ana = await world.agent("Ana", { line: false });
    const cookie = await signIn(world, "Ana");
    const windows = [await dialAgent(world, cookie), await dialAgent(world, cookie)];
    await told("line.back", ana.id);
    expect((await lines()).filter((key) => key === ana.key)).toHaveLength(2);
    await windows[0]?.leave();
    // Another's coming and going stands behind it in the log.
    const brais = await world.agent("Brais", { line: false });
    const other = await dialAgent(world, await signIn(world, "Brais"));
    await other.leave();
    await told("line.lost", brais.id);
    const lost = () => watch.all("event").filter(({ event }) => event.type === "line.lost");
    expect(lost().map(({ event }) => event.machineId)).toEqual([brais.id]);
    await windows[1]?.leave();
    await told("line.lost", ana.id);
    expect(await lines()).not.toContain(ana.key);
  });

  test("that fails while it is opened is not left on record", async () => {
    const ana = await world.agent("Ana", { line: false });
    const cookie = await signIn(world, "Ana");
    vi.spyOn(world.runtime.hub, "follow").mockRejectedValueOnce(new Error("the disk is gone"));
    const socket = await dial(world, { cookie });
    socket.send({ t: "hello", v: 1, window: randomUUID() });
    expect(await socket.closed).toEqual({ code: 1011, reason: "failed" });
    await told("line.lost", ana.id);
    expect(await lines()).not.toContain(ana.key);
    expect(world.errors.splice(0)).toMatchObject([{ err: { message: "the disk is gone" } }]);
    await dialAgent(world, cookie);
    expect(await lines()).toContain(ana.key);
  });

  test("of who signs out while it is opened is closed all the same", async () => {
    await world.agent("Ana", { line: false });
    const cookie = await signIn(world, "Ana");
    const { act } = world.runtime.system;
    vi.spyOn(world.runtime.system, "act").mockImplementationOnce(async (work, id) => {
      // The cookie was looked at, and the window is not among those who are looked at yet.
      const response = await fetch(`${world.origin}/api/auth/sign-out`, {
        method: "POST",
        headers: { origin: world.origin, cookie, "content-type": "application/json" },
        body: "{}",
      });
      expect(response.status).toBe(200);
      return act(work, id);
    });
    const socket = await dial(world, { cookie });
    socket.send({ t: "hello", v: 1, window: randomUUID() });
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });
});

describe("a visitor", () => {
  test("who leaves before the welcome is not left on record", async () => {
    const staying = await dialVisitor(world);
    const { conversation } = (
      (await staying.command("visitor.say", { text: "Ola" })) as { data: { conversation: string } }
    ).data;
    const hasty = await dial(world);
    hasty.send(visitorHello({ token: staying.token }));
    await hasty.leave();
    await staying.leave();
    await told("customer.lineLost", conversation);
    expect((await lines()).filter((key) => key.startsWith("visitor:"))).toEqual([]);
  });

  test("with a long conversation is welcomed with its newest hundred messages, in order", async () => {
    const visitor = await dialVisitor(world);
    for (let count = 0; count < 120; count += 1) {
      visitor.send({ t: "command", id: randomUUID(), name: "visitor.say", input: { text: `${count}` } });
    }
    await visitor.first("chat", (each) => each.messages.some((message) => message.text === "119"));
    const again = await dialVisitor(world, { token: visitor.token });
    expect(again.chat.messages.map((each) => each.text)).toEqual(
      Array.from({ length: 100 }, (_, index) => `${index + 20}`),
    );
  });

  test("hears that the place in the line has moved", async () => {
    const ahead = await dialVisitor(world);
    await world.give(await principalOf("Carme"), "presence.choose", { presence: "away" });
    await ahead.command("visitor.say", { text: "First" });
    world.clock.advance(1_000);
    const behind = await dialVisitor(world);
    await behind.command("visitor.say", { text: "Second" });
    await behind.first("chat", ({ chat }) => chat.position === 2);
    await ahead.command("visitor.end", {});
    await behind.first("chat", ({ chat }) => chat.position === 1);
  });

  test("whose conversation ends is told so, and begins another with the next message", async () => {
    const visitor = await dialVisitor(world);
    const first = await visitor.command("visitor.say", { text: "Ola" });
    await visitor.command("visitor.end", {});
    await visitor.first("chat", ({ chat }) => chat.state === "ended");
    const second = await visitor.command("visitor.say", { text: "Outra vez" });
    expect(second).not.toEqual(first);
    const again = await dialVisitor(world, { token: visitor.token });
    expect(again.chat.messages.map((each) => each.text)).toEqual(["Outra vez"]);
    expect(again.chat.view.number).toBe(1);
  });
});

async function principalOf(name: string) {
  const response = await fetch(`${world.origin}/api/trpc/me.get`, {
    headers: { cookie: await signIn(world, name) },
  });
  const { result } = (await response.json()) as { result: { data: { id: string; role: "supervisor" } } };
  const { id, role } = result.data;
  return { kind: "agent", key: `agent:${id}`, id, name, role } as const;
}
