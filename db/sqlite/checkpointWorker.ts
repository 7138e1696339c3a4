import { parentPort, workerData } from "node:worker_threads";
import Sqlite from "better-sqlite3";

/** Beside the writer's thread: moves what is committed from the log into the file when it is told to. */
const client = new Sqlite(String(workerData));
client.pragma("synchronous = FULL");

parentPort?.on("message", () => {
  // PASSIVE waits for nobody, and nobody for it; what it could not move stays for the next time.
  client.pragma("wal_checkpoint(PASSIVE)");
  parentPort?.postMessage("done");
});
