import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import type { Sink, Way } from "./load.ts";

/** The relay with as many sockets and pairs as Parola gets. */
export async function relayWays(agents: number, pairsEach: number, sink: Sink) {
  const child = fork(fileURLToPath(new URL("relay.ts", import.meta.url)), { stdio: "inherit" });
  const [port] = await once(child, "message");
  const sockets: WebSocket[] = [];
  const open = async (path: string): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data));
      if (frame.t === "reply") sink.acknowledged(frame.id);
      else sink.delivered(frame.id);
    });
    await once(socket, "open");
    sockets.push(socket);
    return socket;
  };
  const ways: Way[] = [];
  for (let agent = 0; agent < agents; agent += 1) {
    const pairs = Array.from({ length: pairsEach }, (_, index) => agent * pairsEach + index);
    const desk = await open(`/${pairs.join(",")}/agent`);
    for (const pair of pairs) {
      const visitor = await open(`/${pair}/visitor`);
      for (const socket of [visitor, desk]) {
        ways.push({
          send: (id, text) =>
            socket.send(JSON.stringify({ t: "command", id, name: "say", input: { pair, text } })),
        });
      }
    }
  }
  return {
    ways,
    async stop(): Promise<void> {
      for (const socket of sockets) socket.terminate();
      child.disconnect();
      await once(child, "exit");
    },
  };
}
