import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startParola } from "../../e2e/fixtures/server.ts";
import { against, type Bench, type Context } from "../figure.ts";
import { furnished, WORKSTREAM } from "../furnish.ts";
import { gaugeEnv, gaugeOf } from "./read.ts";

const KB = 1_024;
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

type Held = { url: string; origin: string; workstream: string | null; gauge: string; stop(): Promise<void> };
type Cost = {
  /** KB of JavaScript's heap and of buffers outside of it, for each connection. */
  held: number;
  /** KB of the process's memory, for each connection. */
  resident: number;
  /** Percent of one core, with everybody there. */
  cpu: number;
};

async function startBare(folder: string): Promise<Held> {
  const gauge = join(folder, "bare.json");
  const child = fork(here("./bare.ts"), [], { env: { ...process.env, ...gaugeEnv(gauge) } });
  const [address] = await once(child, "message");
  return {
    url: `ws://127.0.0.1:${address.port}`,
    origin: `http://127.0.0.1:${address.port}`,
    workstream: null,
    gauge,
    async stop() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

async function startReal(folder: string): Promise<Held> {
  const gauge = join(folder, "parola.json");
  const server = await startParola({ ...(await furnished(folder, "liveChat", 1)), ...gaugeEnv(gauge) });
  return {
    url: `${server.url.replace("http", "ws")}/stream`,
    origin: server.url,
    workstream: WORKSTREAM,
    gauge,
    stop: () => server.remove(),
  };
}

async function measure(held: Held, people: number, idleMs: number, log: Context["log"]): Promise<Cost> {
  const crowd = fork(here("./crowd.ts"));
  const gather = async (count: number) => {
    const { url, origin, workstream } = held;
    crowd.send({ url, origin, workstream, people: count });
    await once(crowd, "message");
  };
  // The first ones pay for what is made once: they come, go, and come back before anything is counted.
  const few = Math.ceil(people / 10);
  await gather(few);
  await gather(0);
  await gather(few);
  await pause(2_000);
  const before = await gaugeOf(held.gauge);
  await gather(people + few);
  await pause(5_000);
  const after = await gaugeOf(held.gauge);
  await pause(idleMs);
  const later = await gaugeOf(held.gauge);
  crowd.disconnect();
  await once(crowd, "exit");
  const each = (bytes: number) => bytes / people / KB;
  const cost = {
    held: each(after.heapUsed + after.external - before.heapUsed - before.external),
    resident: each(after.rss - before.rss),
    cpu: (100 * (later.cpu - after.cpu)) / 1_000 / idleMs,
  };
  const told = Object.entries(cost).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  log(`${people} connections: ${told.join(", ")}`);
  return cost;
}

/** People who have a page with the widget open, and say nothing. */
export const idle: Bench = {
  id: "idle",
  title: "Idle visitors",
  async run({ quick, folder, log }) {
    const people = quick ? 500 : 5_000;
    const idleMs = quick ? 5_000 : 60_000;
    const bare = await startBare(folder);
    const raw = await measure(bare, people, idleMs, log);
    await bare.stop();
    const real = await startReal(folder);
    const ours = await measure(real, people, idleMs, log);
    await real.stop();
    const name = "a bare ws server";
    return [
      against(
        { name, value: raw.held },
        {
          name: `memory of each of ${people} idle visitors`,
          value: ours.held,
          unit: "KB",
          goal: { of: "value", at: "most", bound: 10 },
          note: "JavaScript's heap and buffers outside of it, after garbage collection; not the kernel's socket buffers",
        },
      ),
      against(
        { name, value: raw.resident },
        {
          name: "resident memory of each",
          value: ours.resident,
          unit: "KB",
          note: "what the process took more from the system; it also has room for what is to come",
        },
      ),
      against(
        { name, value: raw.cpu },
        {
          name: `CPU for ${people} idle visitors`,
          value: ours.cpu,
          unit: "% of a core",
          note: `over ${idleMs / 1_000} s, with a ping to each every 20 s`,
        },
      ),
    ];
  },
};
