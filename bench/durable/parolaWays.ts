import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { WebSocket } from "ws";
import { addQueue, addToQueue } from "#db/repositories/agents.ts";
import { insertWorkstream } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import type { ServerFrame } from "#machines/wire/frames.ts";
import { systemClock } from "#server/clock.ts";
import { defaultPolicy } from "#server/policy/table.ts";
import { makeRuntime } from "#server/runtime.ts";
import { type Parola, startParola } from "../../e2e/fixtures/server.ts";
import type { Sink, Way } from "./load.ts";

const PASSWORD = "a password of the bench";
const SECRET = "a secret of the bench that is long enough";
const QUEUE = "queue-bench";
const WORKSTREAM = "web-bench";
/** Units of each agent: as many conversations at once. */
const ORIGIN = "http://127.0.0.1";

/** Puts the staff of the bench into a new database, in the way in which an installation does it. */
async function furnish(database: string, agents: number): Promise<void> {
  const runtime = await makeRuntime({
    database,
    seed: "none",
    secret: SECRET,
    baseUrl: ORIGIN,
    origins: [ORIGIN],
    clock: systemClock,
    logger: { info() {}, warn() {}, error: console.error } as never,
  });
  await runtime.database.write(async (c) => {
    await addQueue(c, QUEUE, "Bench");
    await insertWorkstream(c, {
      key: WORKSTREAM,
      name: "Bench",
      chart: "persistentChat",
      channel: "web",
      queueId: QUEUE,
      policy: asJsonObject(defaultPolicy("persistentChat")),
      policyRev: 1,
      secret: "the secret of the bench's host page",
    });
  });
  for (let agent = 0; agent < agents; agent += 1) {
    const id = await runtime.setup.createPerson({
      email: emailOf(agent),
      name: `Agent ${agent}`,
      role: "agent",
      password: PASSWORD,
    });
    await runtime.database.write((c) => addToQueue(c, QUEUE, id));
  }
  await runtime.stop();
}

const emailOf = (agent: number) => `agent-${agent}@bench.example`;

async function signIn(url: string, agent: number): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: emailOf(agent), password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0] ?? "")
    .join("; ");
}

type Desk = { cookie: string; socket: WebSocket; conversations: string[] };
type Visitor = { socket: WebSocket; conversation: string | null };

/**
 * The real program in production mode, with agents at their desks and each with conversations under way:
 * every message goes through chart, commit and log before it is acknowledged, and the other side's window
 * is told of it by its stream.
 */
export async function parolaWays(folder: string, agents: number, pairsEach: number, sink: Sink) {
  const database = join(folder, `durable-${randomUUID()}.db`);
  await furnish(database, agents);
  const parola: Parola & { remove(): Promise<void> } = await startParola({
    PAROLA_SEED: "none",
    PAROLA_DATABASE: database,
    PAROLA_SECRET: SECRET,
    PAROLA_LOG: "error",
  });
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
      if (item?.state !== "offered" || item.owner?.name !== `Agent ${agent}` || asked.has(item.id)) {
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
    const visitor: Visitor = { socket: undefined as never, conversation: null };
    visitor.socket = await open(
      {},
      { visitor: { workstream: WORKSTREAM, locale: "en", page: `${parola.url}/` } },
      (frame) => {
        acknowledge(frame);
        if (frame.t !== "chat") return;
        visitor.conversation = frame.chat.conversation;
        for (const message of frame.messages) if (message.side === "agent") sink.delivered(message.id);
      },
    );
    visitors.push(visitor);
    command(visitor.socket, randomUUID(), "visitor.say", { text: "Hello" });
  }
  await everybody.promise;

  const byConversation = new Map(visitors.map((visitor) => [visitor.conversation, visitor]));
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
    output: () => parola.output(),
    async stop(): Promise<void> {
      for (const socket of sockets) socket.removeAllListeners("close").terminate();
      await parola.remove();
    },
  };
}
