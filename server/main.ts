import "./mode.ts";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import next from "next";
import pino from "pino";
import { ownOrigins } from "./auth/origins.ts";
import { systemClock } from "./clock.ts";
import { DEMO_PASSWORD } from "./demo/content/people.ts";
import { isLoopback, readEnv } from "./env.ts";
import { makeHttp } from "./http.ts";
import { register } from "./registry.ts";
import { makeRuntime } from "./runtime.ts";
import { secretFor } from "./secret.ts";

const LAST_RESORT_MS = 8_000;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

const read = readEnv(process.env);
if (!read.ok) refuse(read.line);
const { env } = read;
if (env.seed === "demo" && !isLoopback(env.host) && !env.demoPublic) {
  refuse(
    `HOST is ${JSON.stringify(env.host)}, but the demo's sign-ins are known to everybody: use PAROLA_SEED=none, or PAROLA_DEMO_PUBLIC=1 if you mean it.`,
  );
}

const logger = pino({
  level: env.log,
  redact: ["headers", "cookie", "authorization", "password", "token", "*.password", "*.token", "*.cookie"],
});

let ready = false;
let stopping = false;
let listener: ReturnType<typeof makeHttp> | undefined;
const server = createServer((request, response) => {
  if (listener) return listener(request, response);
  response.writeHead(503, { "content-type": "application/json", "retry-after": "1" });
  response.end(JSON.stringify({ status: stopping ? "stopping" : "starting" }));
});

await new Promise<void>((resolve) => {
  server.once("error", (error: NodeJS.ErrnoException) => {
    refuse(
      error.code === "EADDRINUSE"
        ? `PORT is ${env.port}, but something else listens there: stop it, or set PORT to another number.`
        : `The server could not listen: ${error.message}`,
    );
  });
  server.listen(env.port, env.host, resolve);
});
const { port } = server.address() as AddressInfo;
const address = env.publicUrl ?? `http://${env.host.includes(":") ? `[${env.host}]` : env.host}:${port}`;
const origins = ownOrigins({ host: env.host, port, publicUrl: env.publicUrl });

const runtime = await makeRuntime({
  database: env.database,
  seed: env.seed,
  secret: secretFor(env.database, env.secret),
  baseUrl: address,
  origins,
  clock: systemClock,
  logger,
});
register(runtime.pages);
const dev = process.env.NODE_ENV === "development";
const app = next({
  dev,
  dir: path.resolve(import.meta.dirname, ".."),
  hostname: env.host,
  port,
  httpServer: server,
});
await Promise.all([app.prepare(), runtime.start()]);

listener = makeHttp({
  runtime,
  pages: app.getRequestHandler(),
  origins,
  metricsToken: env.metricsToken,
  isReady: () => ready,
});
const nextUpgrade = app.getUpgradeHandler();
server.on("upgrade", (request, socket, head) => {
  socket.on("error", () => socket.destroy());
  const pathname = (request.url ?? "").split("?", 1)[0];
  if (pathname === "/stream") runtime.stream.upgrade(request, socket, head);
  else void nextUpgrade(request, socket, head);
});
ready = true;

const lines = ["", `  Parola is at ${address}`, ""];
if (env.seed === "demo") {
  lines.push(`  Sign in as ana@parola.example (agent), brais@parola.example (agent),`);
  lines.push(`  carme@parola.example (supervisor), admin@parola.example (admin) or`);
  lines.push(`  deseno@parola.example (designer); the password of all is ${DEMO_PASSWORD}.`);
  lines.push("", `  The demo shop with the widget is at ${address}/demo-shop`, "");
} else if (await runtime.setup.isEmpty()) {
  lines.push(`  Make the first admin, once, at ${address}/setup?token=${runtime.setup.token}`, "");
}
lines.push("  Ctrl+C stops it.", "");
say(lines.join("\n"));

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  ready = false;
  setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
  server.close();
  // Who asks over a line that is still open asks again later: nothing is begun on a database that closes.
  listener = undefined;
  await runtime.stop();
  server.closeAllConnections();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("unhandledRejection", (error) => logger.error({ err: error }, "a promise was left alone"));
