import { Worker } from "node:worker_threads";

/** After so many jobs the write-ahead log is worth moving: a few thousand pages. */
const JOBS = 500;
/** In pages of 4 KB: where the writer would see to it itself, should the worker not come after or be gone. */
export const OWN_CHECKPOINT_PAGES = 16_384;

/**
 * Moves the write-ahead log into the database's file in a thread of its own. On the writer's connection it
 * is a pause of 10 to 30 ms every thousand pages, two `fsync`s among them, in which nobody is answered.
 */
export function makeCheckpoints(file: string) {
  let worker: Worker | undefined;
  let busy = false;
  let jobs = 0;

  function start(): Worker {
    const made = new Worker(new URL("./checkpointWorker.ts", import.meta.url), { workerData: file });
    made.unref();
    made.on("message", () => {
      busy = false;
    });
    // Without it the writer's own limit holds: nothing is lost but the smoothness.
    made.on("error", () => {
      worker = undefined;
      busy = false;
    });
    return made;
  }

  return {
    /** To be called after each commit. @param count how many jobs it had. */
    committed(count: number): void {
      jobs += count;
      if (busy || jobs < JOBS) return;
      jobs = 0;
      busy = true;
      worker ??= start();
      worker.postMessage("checkpoint");
    },
    async stop(): Promise<void> {
      await worker?.terminate();
    },
  };
}

export type Checkpoints = ReturnType<typeof makeCheckpoints>;
