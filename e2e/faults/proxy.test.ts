import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FaultyLine, openProxy } from "./proxy.ts";

/** The instrument itself: a server that echoes, and what a client gets of it through the proxy. */
let server: Server;
let proxy: FaultyLine;
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  proxy = await openProxy(() => (typeof address === "object" && address ? address.port : null));
});
afterEach(async () => {
  await proxy.close();
  server.close();
});

function client(): { socket: Socket; got: () => string; heard: (text: string) => Promise<void> } {
  const socket = connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true });
  let got = "";
  socket.on("error", () => {});
  socket.on("data", (data) => {
    got += data.toString();
    socket.emit("heard");
  });
  return {
    socket,
    got: () => got,
    async heard(text) {
      while (!got.includes(text)) await once(socket, "heard");
    },
  };
}

/** Its end, however it came about. */
const closing = (socket: Socket) => new Promise<void>((resolve) => socket.once("close", () => resolve()));

test("carries both ways, in order", async () => {
  const { socket, heard, got } = client();
  socket.write("one ");
  socket.write("two");
  await heard("one two");
  expect(got()).toBe("one two");
});

test("cut: what is open is reset, what comes is refused, and then it is open again", async () => {
  const { socket, heard } = client();
  socket.write("here");
  await heard("here");
  const closed = closing(socket);
  proxy.mood("cut");
  await closed;
  expect(proxy.cuts()).toBe(1);
  const refused = client();
  await closing(refused.socket);
  proxy.mood("open");
  const again = client();
  again.socket.write("back");
  await again.heard("back");
});

test("stalled: nothing comes through, and what was kept follows", async () => {
  const { socket, heard, got } = client();
  socket.write("before ");
  await heard("before");
  proxy.mood("stalled");
  socket.write("meanwhile");
  // It was carried as far as the proxy: another connection made after it is being taken too.
  const other = client();
  await once(other.socket, "connect");
  expect(got()).toBe("before ");
  proxy.mood("open");
  await heard("meanwhile");
});

test("slow: each piece waits", async () => {
  const { socket, heard } = client();
  socket.write("quick");
  await heard("quick");
  proxy.mood("slow", 60);
  const since = performance.now();
  socket.write("slow");
  await heard("slow");
  // There and back.
  expect(performance.now() - since).toBeGreaterThanOrEqual(118);
});

test("half-closed: the client hears the end, and may still write", async () => {
  const { socket, heard } = client();
  socket.write("here");
  await heard("here");
  const ended = once(socket, "end");
  proxy.halfClose();
  await ended;
  expect(socket.writable).toBe(true);
});
