import { setTimeout as pause } from "node:timers/promises";
import { openProxy } from "../../e2e/faults/proxy.ts";

/** Who writes: both sides of each pair do. */
export type Side = "customer" | "agent";
/** `heard` is told of what the other side's program was handed, as often as it was handed. */
export type Heard = (pair: number, by: Side, text: string) => void;
export type Peers = { say(pair: number, by: Side, text: string): void; close(): Promise<void> };

/** Something that carries messages between two people over a line that breaks. */
export type Contender = {
  name: string;
  note: string;
  /** Starts its server. @returns the port, and how to stop it. */
  serve(folder: string, pairs: number): Promise<{ port: number; url: string; stop(): Promise<void> }>;
  /** Connects both sides of every pair through `port`, and resolves when all may write. */
  connect(port: number, url: string, pairs: number, heard: Heard): Promise<Peers>;
};

export type Script = { pairs: number; everyMs: number; forMs: number; upMs: number; downMs: number };
export type Tally = { sent: number; delivered: number; doubled: number; disordered: number; cuts: number };

/** After the last cut, so long without anything new means that nothing more comes: the slowest dials again every 5 s. */
const QUIET_MS = 10_000;
const LOOK_MS = 100;

/**
 * The one script for all: for a minute both sides of every pair write at a steady pace, while the line
 * between them and the server is up for three seconds and cut for two, again and again.
 */
export async function perform(contender: Contender, script: Script, folder: string): Promise<Tally> {
  const server = await contender.serve(folder, script.pairs);
  const proxy = await openProxy(() => server.port);
  const heard = new Map<string, number>();
  const last = new Map<string, number>();
  let sent = 0;
  let disordered = 0;
  const peers = await contender.connect(proxy.port, server.url, script.pairs, (_, __, text) => {
    const match = /^(\d+ \w+) #(\d+) /.exec(text);
    // Greetings, and what the program itself says, are not of the script.
    if (!match) return;
    const [, who = "", number = ""] = match;
    const key = `${who} ${number}`;
    const before = heard.get(key) ?? 0;
    heard.set(key, before + 1);
    if (before > 0) return;
    if (Number(number) < (last.get(who) ?? 0)) disordered += 1;
    else last.set(who, Number(number));
  });

  let cuts = 0;
  let over = false;
  const cutting = (async () => {
    while (!over) {
      await pause(script.upMs);
      if (over) break;
      proxy.mood("cut");
      cuts += 1;
      await pause(script.downMs);
      proxy.mood("open");
    }
  })();
  const began = performance.now();
  const rounds = Math.floor(script.forMs / script.everyMs);
  const parts = script.pairs * 2;
  // The pairs take turns within a round, so that cuts hit messages in every stage of their way.
  for (let turn = 0; turn < rounds * parts; turn += 1) {
    const early = began + (turn * script.everyMs) / parts - performance.now();
    if (early > 0) await pause(early);
    const pair = Math.floor((turn % parts) / 2);
    const by: Side = turn % 2 === 0 ? "customer" : "agent";
    sent += 1;
    peers.say(pair, by, `${pair} ${by} #${Math.floor(turn / parts)} The kettle came broken.`);
  }
  over = true;
  await cutting;
  for (let quiet = 0, before = heard.size; heard.size < sent && quiet < QUIET_MS; before = heard.size) {
    await pause(LOOK_MS);
    quiet = heard.size === before ? quiet + LOOK_MS : 0;
  }
  // One second more: what comes twice may come late.
  await pause(1_000);

  await peers.close();
  await proxy.close();
  await server.stop();
  const times = [...heard.values()];
  return {
    sent,
    delivered: heard.size,
    doubled: times.reduce((sum, count) => sum + count - 1, 0),
    disordered,
    cuts,
  };
}
