import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, expect, test, vi } from "vitest";
import { setFact } from "../repositories/system.ts";
import { openSqlite } from "./open.ts";

const FULL = 2;

afterEach(() => vi.restoreAllMocks());

test("every commit is followed by an fsync: the connections that write are in WAL mode with synchronous=FULL", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "parola-durability-"));
  const writers = new Set<Sqlite.Database>();
  const prepare = Sqlite.prototype.prepare;
  vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite.Database, text: string) {
    if (/^begin immediate/i.test(text)) writers.add(this);
    return Reflect.apply(prepare, this, [text]);
  });
  const database = openSqlite(path.join(folder, "parola.db"));
  await database.write((c) => setFact(c, "k", { v: 1 }));
  const held = [...writers].map((client) => [
    client.pragma("synchronous", { simple: true }),
    client.pragma("journal_mode", { simple: true }),
  ]);
  await database.close();
  rmSync(folder, { recursive: true, force: true });
  expect(held).toEqual([[FULL, "wal"]]);
});
