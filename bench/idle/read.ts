import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";

const reading = z.object({
  asked: z.number(),
  pid: z.number(),
  /** Bytes. */
  heapUsed: z.number(),
  external: z.number(),
  rss: z.number(),
  /** Microseconds of CPU time, user's and system's. */
  cpu: z.number(),
});
export type Reading = z.infer<typeof reading>;

const LOOK_MS = 20;

/** What a process is to be started with, so that its gauge can be read from `file`. */
export function gaugeEnv(file: string): Record<string, string> {
  const gauge = pathToFileURL(fileURLToPath(new URL("./gauge.ts", import.meta.url))).href;
  return { NODE_OPTIONS: `--import=${gauge}`, PAROLA_BENCH_GAUGE: file };
}

const read = async (file: string): Promise<Reading> =>
  reading.parse(JSON.parse(await readFile(file, "utf8")));

/** Has the process collect its garbage, and tells what it holds after that. */
export async function gaugeOf(file: string): Promise<Reading> {
  const before = await read(file);
  process.kill(before.pid, "SIGUSR2");
  for (;;) {
    const now = await read(file);
    if (now.asked > before.asked) return now;
    await pause(LOOK_MS);
  }
}
