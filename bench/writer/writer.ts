import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { VisitorPrincipal } from "#server/principal.ts";
import type { Runtime } from "#server/runtime.ts";
import { against, type Bench, type Context } from "../figure.ts";
import { furnish, runtimeOn, visitor } from "../furnish.ts";

/** People writing at the same time: as many as one commit takes. */
const PEOPLE = 256;
const TEXT = "Good morning, my kettle arrived broken and I would like another one.";

/** Calls `work` again and again for `ms`. @returns how often a second it ended. */
async function rateOf(ms: number, work: () => number | Promise<number>): Promise<number> {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < ms) done += await work();
  return (done * 1_000) / (performance.now() - began);
}

/** What SQLite alone does on this disk, as durably: one row a transaction, and as many as a batch takes. */
async function bare(folder: string, ms: number): Promise<{ single: number; batch: number }> {
  const client = new Sqlite(join(folder, "bare.db"));
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.exec("CREATE TABLE message (id TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL)");
  const insert = client.prepare("INSERT INTO message VALUES (?, ?, ?)");
  const one = () => insert.run(randomUUID(), TEXT, Date.now());
  const many = client.transaction(() => {
    for (let row = 0; row < PEOPLE; row += 1) one();
  });
  const single = await rateOf(ms, () => one().changes);
  const batch = await rateOf(ms, () => {
    many();
    return PEOPLE;
  });
  client.close();
  return { single, batch };
}

async function say(runtime: Runtime, who: VisitorPrincipal): Promise<number> {
  const command = { id: randomUUID(), name: "visitor.say", input: { text: TEXT } };
  const reply = await runtime.services.execute(command, who);
  if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`);
  return 1;
}

/** Full commands: right, schema, chart, timers, message, row of the log, kept reply, and the disk. */
async function commands(folder: string, ms: number, log: Context["log"]) {
  const runtime = await runtimeOn(join(folder, "parola.db"));
  await furnish(runtime, "persistentChat", 0);
  await runtime.start();
  const people = Array.from({ length: PEOPLE }, visitor);
  for (const who of people) await say(runtime, who);

  const [first] = people;
  if (!first) throw new Error("nobody");
  const alone = await rateOf(ms, () => say(runtime, first));
  log(`one at a time: ${Math.round(alone)}/s`);
  const ends = performance.now() + ms;
  const crowd = people.map((who) => async () => {
    let done = 0;
    while (performance.now() < ends) done += await say(runtime, who);
    return done;
  });
  const began = performance.now();
  const counts = await Promise.all(crowd.map((writes) => writes()));
  const together = (counts.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - began);
  log(`${PEOPLE} at once: ${Math.round(together)}/s`);
  await runtime.stop();
  return { alone, together };
}

/** The one writer, with the commits that waiting commands share, and without. */
export const writer: Bench = {
  id: "writer",
  title: "Commands a second of the writer",
  async run({ quick, folder, log }) {
    const ms = quick ? 1_000 : 10_000;
    const raw = await bare(folder, ms);
    log(`bare inserts: ${Math.round(raw.single)}/s, ${Math.round(raw.batch)}/s in batches of ${PEOPLE}`);
    const ours = await commands(folder, ms, log);
    const single = { name: "bare single inserts, each on disk", value: raw.single };
    return [
      against(single, {
        name: `full commands, ${PEOPLE} people at once: commits are shared`,
        value: ours.together,
        unit: "/s",
      }),
      against(single, {
        name: "full commands, one at a time: a commit for each",
        value: ours.alone,
        unit: "/s",
      }),
      against(single, {
        name: `bare inserts in batches of ${PEOPLE}`,
        value: raw.batch,
        unit: "/s",
        note: "what sharing a commit can give when there is nothing to decide",
      }),
    ];
  },
};
