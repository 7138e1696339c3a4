/**
 * The raw limit: a relay that keeps nothing. It parses a frame, hands it to the other side and acknowledges
 * it, and does nothing else: no rights, no chart, no disk. Run as a process of its own.
 */
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
const sides = new Map<string, WebSocket>();

server.on("connection", (socket, request) => {
  // `/3/agent` and `/3/visitor` are the two sides of pair 3; one agent's socket has several pairs.
  const [, names = "", side = ""] = (request.url ?? "").split("/");
  for (const name of names.split(",")) sides.set(`${name}/${side}`, socket);
  const other = side === "agent" ? "visitor" : "agent";
  socket.on("message", (data) => {
    const frame = JSON.parse(String(data));
    const told = JSON.stringify({ t: "message", id: frame.id, text: frame.input.text });
    sides.get(`${frame.input.pair}/${other}`)?.send(told);
    // Who sent it hears it as well, as their other windows have to.
    socket.send(told);
    socket.send(JSON.stringify({ t: "reply", id: frame.id, reply: { ok: true } }));
  });
});
server.on("listening", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit(0));
