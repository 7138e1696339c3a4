/** The least that holds WebSockets open: it pings everybody every twenty seconds, and knows nothing of them. */
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const PING_MS = 20_000;
const http = createServer((_, response) => response.writeHead(404).end());
const server = new WebSocketServer({ server: http });
server.on("connection", (socket) => {
  socket.on("error", () => socket.terminate());
  socket.on("message", () => {});
});
setInterval(() => {
  const text = JSON.stringify({ t: "ping", now: Date.now(), cursor: "0" });
  for (const socket of server.clients) socket.send(text);
}, PING_MS);
http.listen(0, "127.0.0.1", () => process.send?.(http.address()));
process.once("disconnect", () => process.exit(0));
