import { mkdirSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";

/** Where sign-ins are kept: a file beside the main database. */
export function authFile(database: string): string {
  const { dir, name, ext } = path.parse(database);
  return path.join(dir, `${name}.auth${ext}`);
}

/**
 * Opens the database of sign-ins. It has a connection of its own, because better-auth's transactions
 * span awaits and would collide with the writer's.
 */
export function openAuthDatabase(database: string): Sqlite.Database {
  const file = authFile(database);
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const client = new Sqlite(file);
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("busy_timeout = 5000");
  return client;
}
