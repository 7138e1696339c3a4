import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { type Parola, startParola } from "../fixtures/server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let parola: (Parola & { remove(): Promise<void> }) | undefined;
afterEach(async () => {
  await parola?.remove();
  parola = undefined;
});

test("SIGTERM ends it with status 0 and without a complaint, and it starts again on what it left", async () => {
  parola = await startParola();
  expect(await parola.stop()).toBe(0);
  expect(parola.output()).not.toMatch(/error/i);
  await parola.start();
  expect(await (await fetch(`${parola.url}/readyz`)).json()).toEqual({ status: "ready" });
});

test("a port that is taken is told in one line, and nothing is left behind", async () => {
  const taken = createServer();
  taken.listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  const [status] = await once(child, "close");
  taken.close();
  expect(status).toBe(1);
  expect(said.trim()).toBe(
    `PORT is ${port}, but something else listens there: stop it, or set PORT to another number.`,
  );
});
