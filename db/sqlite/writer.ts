import type Sqlite from "better-sqlite3";
import { type Connection, StorageUnavailable, type WriteConnection } from "../connection.ts";

const MOST_IN_A_BATCH = 256;
const LONGEST_BATCH_MS = 8;

type Statement = Sqlite.Statement<[]>;
type Job = {
  work: (connection: WriteConnection) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
};
type Look = () => Promise<void>;
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** What SQLite says when the fault lies in the disk, not in the statement. */
const OF_STORAGE = /^SQLITE_(FULL|IOERR|BUSY|CANTOPEN|NOMEM)/;

/** A full disk may also refuse a single statement, and leave the rest of the batch as it is. */
function isOfStorage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StorageUnavailable) return true;
  return ("code" in error && OF_STORAGE.test(String(error.code))) || isOfStorage(error.cause);
}

function unavailable(cause: unknown): StorageUnavailable {
  if (cause instanceof StorageUnavailable) return cause;
  return new StorageUnavailable("The database could not keep this. Nothing of it was stored.", { cause });
}

/**
 * The single writer with group commit: what waits is drained into one transaction (up to 8 ms or 256
 * jobs), each in a savepoint of its own; answers go out after the commit, refusals too, for they may rest
 * on the batch's rows. It costs nothing when there is one at a time.
 */
export function createWriter(
  client: Sqlite.Database,
  connection: Connection,
  committed: (jobs: number) => void = () => {},
) {
  const waiting: Job[] = [];
  const looks: Look[] = [];
  let draining: Promise<void> | undefined;
  const statements = {
    begin: client.prepare("BEGIN IMMEDIATE"),
    commit: client.prepare("COMMIT"),
    rollback: client.prepare("ROLLBACK"),
  };

  /** The statements of each depth of savepoints, parsed once. */
  const savepoints: { begin: Statement; release: Statement; undo: Statement }[] = [];
  function savepoint(depth: number) {
    savepoints[depth] ??= {
      begin: client.prepare(`SAVEPOINT attempt_${depth}`),
      release: client.prepare(`RELEASE attempt_${depth}`),
      undo: client.prepare(`ROLLBACK TO attempt_${depth}`),
    };
    return savepoints[depth];
  }

  let depth = 0;
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    const { begin, release, undo } = savepoint(depth);
    depth += 1;
    begin.run();
    try {
      const value = await work();
      release.run();
      return value;
    } catch (error) {
      // A full disk ends the whole transaction by itself: there is nothing left to roll back to.
      if (client.inTransaction) {
        undo.run();
        release.run();
      }
      throw error;
    } finally {
      depth -= 1;
    }
  };
  const writing: WriteConnection = { ...connection, attempt };

  function rejectAll(jobs: Job[], cause: unknown) {
    const error = unavailable(cause);
    for (const job of jobs) job.reject(error);
  }

  async function batch(): Promise<void> {
    try {
      statements.begin.run();
    } catch (error) {
      rejectAll(waiting.splice(0), error);
      return;
    }
    const started = performance.now();
    const done: { job: Job; outcome: Outcome }[] = [];
    for (;;) {
      const job = waiting.shift();
      if (!job) break;
      let outcome: Outcome;
      try {
        outcome = { ok: true, value: await attempt(() => job.work(writing)) };
      } catch (error) {
        outcome = { ok: false, error: isOfStorage(error) ? unavailable(error) : error };
      }
      done.push({ job, outcome });
      if (!client.inTransaction) {
        rejectAll(
          done.map((each) => each.job),
          outcome.ok ? undefined : outcome.error,
        );
        return;
      }
      if (done.length >= MOST_IN_A_BATCH || performance.now() - started > LONGEST_BATCH_MS) break;
    }
    try {
      statements.commit.run();
    } catch (error) {
      if (client.inTransaction) statements.rollback.run();
      rejectAll(
        done.map((each) => each.job),
        error,
      );
      return;
    }
    committed(done.length);
    for (const { job, outcome } of done) {
      if (outcome.ok) job.resolve(outcome.value);
      else job.reject(outcome.error);
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0 || looks.length > 0) {
      // Between two batches this connection shows what is committed, and nothing else.
      for (const look of looks.splice(0)) await look();
      if (waiting.length > 0) await batch();
      await new Promise<void>((resume) => setImmediate(resume));
    }
    draining = undefined;
  }

  return {
    write<T>(work: (connection: WriteConnection) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        draining ??= Promise.resolve().then(drain);
      });
    },
    tail<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        looks.push(() => work(connection).then(resolve, reject));
        draining ??= Promise.resolve().then(drain);
      });
    },
    /** Resolves when nothing waits. */
    async idle(): Promise<void> {
      while (draining) await draining;
    },
  };
}
