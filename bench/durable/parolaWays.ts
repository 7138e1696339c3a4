import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import type { ServerFrame } from "#machines/wire/frames.ts";
import { startParola } from "../../e2e/fixtures/server.ts";
import { furnished, nameOf, signIn, WORKSTREAM } from "../furnish.ts";
import type { Sink, Way } from "./load.ts";

type Desk = { cookie: string; socket: WebSocket; conversations: string[] };
type Visitor = { socket: WebSocket; conversation(): string | null };

/**
 * The real program in production mode, with agents at their desks and each with conversations under way:
 * every message goes through chart, commit and log before it is acknowledged, and the other side's window
 * is told of it by its stream.
 */
export async function parolaWays(folder: string, agents: number, pairsEach: number, sink: Sink) {
  const parola = await startParola(await furnished(folder, "persistentChat", agents));
  const stream = `${parola.url.replace("http", "ws")}/stream`;
  const sockets: WebSocket[] = [];

  async function open(headers: Record<string, string>, hello: object, heard: (frame: ServerFrame) => void) {
    const socket = new WebSocket(stream, { headers: { origin: parola.url, ...headers } });
    sockets.push(socket);
    const welcomed = new Promise<void>((resolve, reject) => {
      socket.on("message", (data) => {
        const frame: ServerFrame = JSON.parse(String(data));
        if (frame.t === "ping") socket.send('{"t":"pong"}');
        if (frame.t === "welcome") resolve();
        heard(frame);
      });
      socket.on("close", (code) => reject(new Error(`closed with ${code}`)));
    });
    await once(socket, "open");
    socket.send(JSON.stringify({ t: "hello", v: 1, window: randomUUID(), ...hello }));
    await welcomed;
    return socket;
  }
  const command = (socket: WebSocket, id: string, name: string, input: object) =>
    socket.send(JSON.stringify({ t: "command", id, name, input }));
  const acknowledge = (frame: ServerFrame) => {
    if (frame.t === "reply" && frame.reply.ok) sink.acknowledged(frame.id);
  };

  const desks: Desk[] = [];
  let accepted = 0;
  const all = agents * pairsEach;
  const everybody = Promise.withResolvers<void>();
  for (let agent = 0; agent < agents; agent += 1) {
    const cookie = await signIn(parola.url, agent);
    const conversations: string[] = [];
    const asked = new Set<string>();
    const socket = await open({ cookie }, {}, (frame) => {
      acknowledge(frame);
      if (frame.t !== "event" && frame.t !== "granted") return;
      for (const message of frame.event.messages ?? []) {
        if (message.side === "customer") sink.delivered(message.id);
      }
      const { item } = frame.event;
      if (item?.state !== "offered" || item.owner?.name !== nameOf(agent) || asked.has(item.id)) {
        if (item?.state === "active" && asked.delete(item.id)) {
          conversations.push(item.id);
          accepted += 1;
          if (accepted === all) everybody.resolve();
        }
        return;
      }
      asked.add(item.id);
      command(socket, randomUUID(), "offer.accept", { conversation: item.id });
    });
    desks.push({ cookie, socket, conversations });
  }

  const visitors: Visitor[] = [];
  for (let index = 0; index < all; index += 1) {
    let conversation: string | null = null;
    const socket = await open(
      {},
      { visitor: { workstream: WORKSTREAM, locale: "en", page: `${parola.url}/` } },
      (frame) => {
        acknowledge(frame);
        if (frame.t !== "chat") return;
        conversation = frame.chat.conversation;
        for (const message of frame.messages) if (message.side === "agent") sink.delivered(message.id);
      },
    );
    visitors.push({ socket, conversation: () => conversation });
    command(socket, randomUUID(), "visitor.say", { text: "Hello" });
  }
  await everybody.promise;

  const byConversation = new Map(visitors.map((visitor) => [visitor.conversation(), visitor]));
  const stationed = desks.flatMap((desk) =>
    desk.conversations.map((conversation) => {
      const visitor = byConversation.get(conversation);
      if (!visitor) throw new Error("a conversation without its visitor");
      return { desk, visitor, conversation };
    }),
  );
  const ways: Way[] = stationed.flatMap(({ desk, visitor, conversation }) => [
    { send: (id, text) => command(visitor.socket, id, "visitor.say", { text }) },
    { send: (id, text) => command(desk.socket, id, "message.send", { conversation, text }) },
  ]);
  /** The agents' side by tRPC over HTTP; the customers' line goes to hear it. */
  const byTrpc: Way[] = stationed.map(({ desk, conversation }) => ({
    send(id, text) {
      void fetch(`${parola.url}/api/trpc/message.send`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: parola.url, cookie: desk.cookie },
        body: JSON.stringify({ id, conversation, text }),
      }).then(async (answer) => {
        await answer.arrayBuffer();
        if (answer.ok) sink.acknowledged(id);
      });
    },
  }));
  return {
    ways,
    byTrpc,
    async stop(): Promise<void> {
      for (const socket of sockets) socket.removeAllListeners("close").terminate();
      await parola.remove();
    },
  };
}
