import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startParola } from "../../e2e/fixtures/server.ts";
import { root } from "../../scripts/lib/root.mjs";
import { pathWithoutOwnBin } from "../../scripts/lib/steps.mjs";
import { type Bench, type Context, type Figure, percentile } from "../figure.ts";

const LOOK_MS = 50;
const CLONE_WITHIN_MS = 15 * 60_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1_000;
}

/** Starts of the built program: on no file, which is made and seeded, and on one that is there. */
async function starts(times: number): Promise<{ first: number[]; again: number[] }> {
  const first: number[] = [];
  const again: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const since = performance.now();
    const server = await startParola();
    first.push((performance.now() - since) / 1_000);
    await server.stop();
    again.push(await timed(server.start));
    await server.remove();
  }
  return { first, again };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** What a stranger waits for: a clone of what is committed, and `npm start` in it. */
async function cloned(folder: string, log: Context["log"]): Promise<{ clone: number; ready: number }> {
  const target = join(folder, "clone");
  const clone = await timed(async () => execFileSync("git", ["clone", "--quiet", root, target]));
  const port = await freePort();
  const since = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: target,
    // A group of its own, so that all of it can be ended.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PATH: pathWithoutOwnBin(), NODE_ENV: "production", PORT: String(port) },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
      if (answer?.ok) break;
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}.\n${output}`);
      if (performance.now() - since > CLONE_WITHIN_MS) throw new Error(`It was never ready.\n${output}`);
      await pause(LOOK_MS);
    }
    const ready = (performance.now() - since) / 1_000;
    for (const line of output.split("\n")) if (/^- |done in/.test(line.trim())) log(line.trim());
    return { clone, ready };
  } finally {
    if (child.exitCode === null && child.pid !== undefined) {
      const exited = once(child, "exit");
      process.kill(-child.pid, "SIGTERM");
      await exited;
    }
    await rm(target, { recursive: true, force: true });
  }
}

/** How long somebody waits until it serves. */
export const ready: Bench = {
  id: "ready",
  title: "Time to ready",
  async run({ quick, folder, log }) {
    const times = quick ? 1 : 5;
    const { first, again } = await starts(times);
    const figures: Figure[] = [
      {
        name: "start of what is built, on a file that is there",
        value: percentile(again, 0.5),
        unit: "s",
        note: `until /readyz agrees, median of ${times}`,
      },
      {
        name: "first start of what is built",
        value: percentile(first, 0.5),
        unit: "s",
        note: "makes, migrates and seeds the file",
      },
    ];
    if (quick) return figures;
    const { clone, ready: until } = await cloned(folder, log);
    figures.push({
      name: "from a clone to ready",
      value: clone + until,
      unit: "s",
      note: "git clone, then npm start: packages by npm (from its cache where it has them), build, first start",
    });
    return figures;
  },
};
