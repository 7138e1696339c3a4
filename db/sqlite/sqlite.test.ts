import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { type Database, StorageUnavailable } from "../connection.ts";
import { contract } from "../contract/contract.ts";
import { factOf, setFact } from "../repositories/system.ts";
import * as postgres from "../schema/pg.ts";
import * as sqlite from "../schema/sqlite.ts";
import { openSqlite } from "./open.ts";
import { createWriter } from "./writer.ts";

let folders: string[] = [];
function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "parola-db-"));
  folders.push(folder);
  return path.join(folder, "parola.db");
}
async function remove(): Promise<void> {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
}

contract("SQLite", async () => openSqlite(newFile()), remove);

let opened: Database | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
  await remove();
});

test("both dialects have the same tables", () => {
  expect(Object.keys(postgres).sort()).toEqual(Object.keys(sqlite).sort());
});

test("what is committed is there after closing and opening again", async () => {
  const file = newFile();
  const first = openSqlite(file);
  await first.write((c) => setFact(c, "k", { v: 1 }));
  await first.close();
  opened = openSqlite(file);
  expect(await opened.read((c) => factOf(c, "k"))).toEqual({ v: 1 });
});

test("readers do not wait for the writer: the file is in WAL mode", async () => {
  const file = newFile();
  opened = openSqlite(file);
  const other = new Sqlite(file, { readonly: true });
  expect(other.pragma("journal_mode", { simple: true })).toBe("wal");
  other.close();
});

test("a disk that is full rejects the whole batch as retryable, and all goes on when there is room", async () => {
  const file = newFile();
  const client = new Sqlite(file);
  client.exec("create table t (v text not null)");
  const writer = createWriter(client, {} as never);
  const insert = (text: string) =>
    writer.write(async () => {
      client.prepare("insert into t (v) values (?)").run(text);
      return text.length;
    });
  await insert("small");
  const pages = Number(client.pragma("page_count", { simple: true }));
  client.pragma(`max_page_count = ${pages}`);
  const large = "x".repeat(100_000);
  const outcomes = await Promise.allSettled([insert("a"), insert(large), insert("b")]);
  const rejected = outcomes.filter((each) => each.status === "rejected");
  expect(rejected.length).toBeGreaterThan(0);
  for (const each of rejected) expect(each.reason).toBeInstanceOf(StorageUnavailable);
  const kept = client.prepare("select v from t").all().length;
  expect(kept).toBe(1 + outcomes.filter((each) => each.status === "fulfilled").length);
  client.pragma("max_page_count = 1000000");
  await expect(insert(large)).resolves.toBe(100_000);
  client.close();
});
