import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Connection, Database, Db } from "../connection.ts";
import * as schema from "../schema/sqlite.ts";
import { makeCheckpoints, OWN_CHECKPOINT_PAGES } from "./checkpoints.ts";
import { makeSearch } from "./search.ts";
import { prepareSteadily } from "./steady.ts";
import { createWriter } from "./writer.ts";

const migrations = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");

function connect(file: string): { client: Sqlite.Database; connection: Connection } {
  const client = new Sqlite(file);
  client.pragma("journal_mode = WAL");
  // An answer is given only after the commit is on disk; NORMAL could lose the last ones with the power.
  client.pragma("synchronous = FULL");
  client.pragma("busy_timeout = 5000");
  client.pragma("foreign_keys = ON");
  client.pragma("temp_store = MEMORY");
  client.pragma("cache_size = -32000");
  prepareSteadily(client);
  const db = drizzle({ client, casing: "snake_case" });
  // The tables are typed as Postgres ones (schema/columns.ts), and so is the builder that takes them.
  return { client, connection: { db: db as unknown as Db, tables: schema, search: makeSearch(client) } };
}

/**
 * Opens (and makes, and migrates) the embedded database.
 * @param file path of the database; its folder is made.
 */
export function openSqlite(file: string): Database {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const writing = connect(file);
  migrate(drizzle({ client: writing.client, casing: "snake_case" }), { migrationsFolder: migrations });
  const reading = connect(file);
  reading.client.pragma("query_only = ON");

  writing.client.pragma(`wal_autocheckpoint = ${OWN_CHECKPOINT_PAGES}`);
  const checkpoints = makeCheckpoints(file);
  const writer = createWriter(writing.client, writing.connection, checkpoints.committed);
  let lastRead: Promise<unknown> = Promise.resolve();

  return {
    read(work) {
      // One after the other: a read transaction belongs to one piece of work.
      const next = lastRead.then(async () => {
        reading.client.exec("BEGIN");
        try {
          return await work(reading.connection);
        } finally {
          reading.client.exec("COMMIT");
        }
      });
      lastRead = next.catch(() => undefined);
      return next;
    },
    write: writer.write,
    tail: writer.tail,
    async close() {
      await writer.idle();
      await lastRead;
      await checkpoints.stop();
      reading.client.close();
      writing.client.close();
    },
  };
}
