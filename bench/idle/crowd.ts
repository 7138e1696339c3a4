/**
 * A crowd of people who have the page open and say nothing, in a process of its own: told by its parent how
 * many there are to be, it dials, says hello where that is asked for, answers pings, and tells when all are there.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";

const AT_ONCE = 100;
const order = z.object({
  url: z.string(),
  origin: z.string(),
  workstream: z.string().nullable(),
  people: z.number(),
});

const sockets: WebSocket[] = [];

async function come({ url, origin, workstream }: z.infer<typeof order>): Promise<void> {
  const socket = new WebSocket(url, { origin, perMessageDeflate: false });
  const welcomed = Promise.withResolvers<void>();
  socket.on("message", (data) => {
    const text = String(data);
    if (text.startsWith('{"t":"ping"')) socket.send('{"t":"pong"}');
    else if (text.startsWith('{"t":"welcome"')) welcomed.resolve();
  });
  socket.on("close", (code) => welcomed.reject(new Error(`closed with ${code}`)));
  await once(socket, "open");
  sockets.push(socket);
  if (workstream === null) return;
  const visitor = { workstream, locale: "en", page: `${origin}/kettles` };
  socket.send(JSON.stringify({ t: "hello", v: 1, window: randomUUID(), visitor }));
  await welcomed.promise;
}

async function gather(wanted: z.infer<typeof order>): Promise<void> {
  const leaving = sockets.splice(wanted.people);
  await Promise.all(
    leaving.map(async (socket) => {
      socket.removeAllListeners("close");
      socket.close();
      await once(socket, "close");
    }),
  );
  while (sockets.length < wanted.people) {
    const missing = Math.min(AT_ONCE, wanted.people - sockets.length);
    await Promise.all(Array.from({ length: missing }, () => come(wanted)));
  }
  process.send?.({ here: sockets.length });
}

process.on("message", (message) => void gather(order.parse(message)));
process.once("disconnect", () => process.exit(0));
