import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { dialAgent, signIn } from "../testing/socket.ts";
import { makeWorld, SECOND, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const PING = 20 * SECOND;

test("a line whose other end went without a word is cut after three unanswered pings", async () => {
  const ana = await world.agent("Ana", { line: false });
  const headers = { origin: world.origin, cookie: await signIn(world, "Ana") };
  const asleep = new WebSocket(`${world.origin.replace("http", "ws")}/stream`, { headers, autoPong: false });
  const next = (of: string) => new Promise<void>((resolve) => asleep.once(of, () => resolve()));
  const closed = next("close");
  await next("open");
  asleep.send(JSON.stringify({ t: "hello", v: 1, window: crypto.randomUUID() }));
  await next("message");
  await expect.poll(() => world.runtime.stream.connections()).toBe(1);
  for (let count = 0; count < 3; count += 1) {
    const pinged = next("ping");
    world.clock.advance(PING);
    await pinged;
  }
  world.clock.advance(PING);
  await closed;
  const why = async () => (await world.caller(ana).desk.load()).presence.why;
  await expect.poll(why).toEqual(["chosen", "lineLost"]);
});

test("one that answers stays, however little is said on it", async () => {
  await world.agent("Ana", { line: false });
  const socket = await dialAgent(world, await signIn(world, "Ana"));
  for (let count = 1; count <= 6; count += 1) {
    const ponged = new Promise<void>((resolve) => socket.socket.once("ping", () => resolve()));
    world.clock.advance(PING);
    await ponged;
    await socket.when(() => (socket.all("ping").length === count ? true : undefined));
    // What is sent on one line arrives in its order: the pong stands before this.
    if (count % 2 === 0) expect(await socket.command("presence.reset", {})).toBeDefined();
  }
  expect(world.runtime.stream.connections()).toBe(1);
});
