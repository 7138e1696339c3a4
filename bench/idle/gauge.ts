/**
 * Loaded into a measured process before its main module. On SIGUSR2 it collects the garbage and writes what
 * the process holds and has used to the file that it was told, whose first content is the process's id.
 */
import { renameSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

const file = process.env.PAROLA_BENCH_GAUGE;

function write(content: object): void {
  if (file === undefined) return;
  writeFileSync(`${file}.new`, JSON.stringify(content));
  renameSync(`${file}.new`, file);
}

if (isMainThread && file !== undefined) {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  let asked = 0;
  process.on("SIGUSR2", () => {
    // What the first round lets go of, finalizers for example, the second takes.
    for (let round = 0; round < 3; round += 1) if (typeof collect === "function") collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    asked += 1;
    write({ asked, pid: process.pid, heapUsed, external, rss, cpu: user + system });
  });
  write({ asked, pid: process.pid, heapUsed: 0, external: 0, rss: 0, cpu: 0 });
}
