import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { type ClientFrame, clientFrame } from "#machines/wire/frames.ts";
import { visits } from "./content/visitors.ts";
import { createCustomers } from "./customers.ts";

type Said = { workstream: string; identity: string | undefined; frames: ClientFrame[]; socket: WebSocket };

const servers: WebSocketServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    for (const socket of server.clients) socket.terminate();
    await new Promise((done) => server.close(done));
  }
});

/** A server that takes everything, answers each first message as an agent would, and notes what came. */
async function house(refuse = false) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  servers.push(server);
  await once(server, "listening");
  const said: Said[] = [];
  server.on("connection", (socket) => {
    const frames: ClientFrame[] = [];
    socket.on("message", (data) => {
      const frame = clientFrame.parse(JSON.parse(data.toString()));
      frames.push(frame);
      if (frame.t === "hello") {
        said.push({
          workstream: frame.visitor?.workstream ?? "",
          identity: frame.visitor?.identity,
          frames,
          socket,
        });
        socket.send(JSON.stringify({ t: "welcome" }));
      }
      if (frame.t === "command") {
        const reply = refuse ? { ok: false, code: "BAD_REQUEST" } : { ok: true, data: null };
        socket.send(JSON.stringify({ t: "reply", id: frame.id, reply }));
        socket.send(JSON.stringify({ t: "chat", messages: [{ side: "agent" }] }));
      }
    });
  });
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}/stream`, said };
}

function customersOf(url: string, warned: object[] = []) {
  return createCustomers({
    url,
    origin: "http://127.0.0.1:3000",
    identify: async (contact) => `signed for ${contact}`,
    log: { info: () => undefined, warn: (detail) => warned.push(detail) },
    // Time passes at once, but for the long stay at the end.
    pause: (ms, signal) =>
      ms < 200_000
        ? Promise.resolve()
        : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  });
}

const says = (frames: ClientFrame[]) =>
  frames.filter((f) => f.t === "command" && f.name === "visitor.say").length;
const ends = (frames: ClientFrame[]) =>
  frames.filter((f) => f.t === "command" && f.name === "visitor.end").length;

test("five come, say all their lines, and one of them is gone by itself", async () => {
  const { url, said } = await house();
  const customers = customersOf(url);
  customers.start();
  const expected = visits.reduce((sum, { steps }) => sum + steps.filter((step) => "say" in step).length, 0);
  await expect.poll(() => said.reduce((sum, { frames }) => sum + says(frames), 0)).toBe(expected);
  await expect.poll(() => customers.here()).toBe(4);
  expect(said.filter(({ identity }) => identity === "signed for rosalia").map((s) => s.workstream)).toEqual([
    "web-persistent",
  ]);
  expect(said.map(({ frames }) => says(frames))).toContain(12);
  await customers.stop();
  expect(customers.here()).toBe(0);
});

test("being sent home ends their live chats and closes every line", async () => {
  const { url, said } = await house();
  const customers = customersOf(url);
  customers.start();
  customers.start();
  await expect.poll(() => customers.here()).toBe(4);
  await customers.sendHome();
  await expect.poll(() => said.every(({ socket }) => socket.readyState === socket.CLOSED)).toBe(true);
  expect(said).toHaveLength(5);
  for (const { workstream, frames } of said.filter(({ frames }) => says(frames) > 2)) {
    expect(ends(frames)).toBe(workstream === "web-live" ? 1 : 0);
  }
});

test("what goes wrong is logged, never thrown", async () => {
  const warned: object[] = [];
  const nowhere = customersOf("ws://127.0.0.1:9/stream", warned);
  nowhere.start();
  await expect.poll(() => warned.length).toBe(5);
  await nowhere.stop();

  const refusing = await house(true);
  const refused = customersOf(refusing.url, warned);
  refused.start();
  await expect.poll(() => warned.length).toBe(10);
  expect(warned.at(-1)).toMatchObject({ reason: "BAD_REQUEST" });
  expect(refused.here()).toBe(0);
});

test("stopping in the middle of the opening leaves nothing behind", async () => {
  const { url, said } = await house();
  const customers = customersOf(url);
  customers.start();
  await customers.stop();
  await expect.poll(() => said.every(({ socket }) => socket.readyState === socket.CLOSED)).toBe(true);
  expect(customers.here()).toBe(0);
});
