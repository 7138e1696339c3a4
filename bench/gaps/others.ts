import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { WebSocket, WebSocketServer } from "ws";
import type { Contender, Heard, Side } from "./script.ts";

type Said = { pair: number; by: Side; text: string };
const sides = ["customer", "agent"] as const;
const key = (pair: number, by: Side) => `${pair} ${by}`;
const otherOf = (by: Side): Side => (by === "agent" ? "customer" : "agent");

async function listening() {
  const http = createServer((_, response) => response.writeHead(404).end());
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { http, port: address.port, url: `http://127.0.0.1:${address.port}` };
}

/** Socket.IO as its guides begin: a room for each pair, and everything else as it comes. */
function socketIo(name: string, recovery: boolean): Contender {
  return {
    name,
    note: recovery
      ? "what a client missed within two minutes is kept in memory and replayed"
      : "as it comes: the client keeps what it could not send, the server nothing",
    async serve() {
      const { http, port, url } = await listening();
      const server = new Server(
        http,
        recovery ? { connectionStateRecovery: { maxDisconnectionDuration: 120_000 } } : {},
      );
      server.on("connection", (socket) => {
        const room = String(socket.handshake.query.pair);
        void socket.join(room);
        socket.on("say", (said: Said) => socket.to(room).emit("said", said));
      });
      return {
        port,
        url,
        async stop() {
          await server.close();
        },
      };
    },
    async connect(port, _, pairs, heard) {
      const sockets = new Map<string, ReturnType<typeof io>>();
      for (let pair = 0; pair < pairs; pair += 1) {
        for (const side of sides) {
          const socket = io(`http://127.0.0.1:${port}`, { query: { pair }, forceNew: true });
          socket.on("said", (said: Said) => heard(said.pair, said.by, said.text));
          await new Promise<void>((resolve) => socket.once("connect", resolve));
          sockets.set(key(pair, side), socket);
        }
      }
      return {
        say: (pair, by, text) => sockets.get(key(pair, by))?.emit("say", { pair, by, text }),
        async close() {
          for (const socket of sockets.values()) socket.disconnect();
        },
      };
    },
  };
}

const AGAIN_MS = 1_000;

/** A bare WebSocket that dials again a second after it was cut, and drops what it cannot send. */
const plain: Contender = {
  name: "ws, dialling again",
  note: "a second after a cut; what is said meanwhile is dropped",
  async serve() {
    const { http, port, url } = await listening();
    const server = new WebSocketServer({ server: http });
    const places = new Map<string, WebSocket>();
    server.on("connection", (socket, request) => {
      const [pair = "", by = ""] = (request.url ?? "").slice(1).split("/");
      places.set(`${pair} ${by}`, socket);
      socket.on("error", () => socket.terminate());
      socket.on("message", (data) => {
        places.get(`${pair} ${by === "agent" ? "customer" : "agent"}`)?.send(String(data));
      });
    });
    return {
      port,
      url,
      async stop() {
        for (const socket of server.clients) socket.terminate();
        http.closeAllConnections();
        http.close();
        await once(http, "close");
      },
    };
  },
  async connect(port, _, pairs, heard: Heard) {
    const sockets = new Map<string, WebSocket>();
    let closed = false;
    const dial = (pair: number, by: Side): WebSocket => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/${pair}/${by}`);
      sockets.set(key(pair, by), socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        if (!closed) setTimeout(() => dial(pair, by), AGAIN_MS);
      });
      socket.on("message", (data) => heard(pair, otherOf(by), String(data)));
      return socket;
    };
    for (let pair = 0; pair < pairs; pair += 1)
      for (const side of sides) await once(dial(pair, side), "open");
    return {
      say(pair, by, text) {
        const socket = sockets.get(key(pair, by));
        if (socket?.readyState === WebSocket.OPEN) socket.send(text);
      },
      async close() {
        closed = true;
        for (const socket of sockets.values()) socket.terminate();
      },
    };
  },
};

export const others: readonly Contender[] = [
  socketIo("Socket.IO", false),
  socketIo("Socket.IO with connection state recovery", true),
  plain,
];
