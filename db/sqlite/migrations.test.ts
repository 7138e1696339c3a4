import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "./open.ts";

/** A database of an earlier release, with rows in it, opened by this one. */
const migrations = new URL("migrations/", import.meta.url);

type Journal = { entries: { tag: string; when: number }[] };
const journal: Journal = JSON.parse(readFileSync(new URL("meta/_journal.json", migrations), "utf8"));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "parola-migration-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a file as the first `count` migrations left it, by the migrator's own table of what is done. */
function olderDatabase(file: string, count: number): Sqlite.Database {
  const client = new Sqlite(file);
  client.exec(
    "create table __drizzle_migrations (id integer primary key autoincrement, hash text not null, created_at numeric)",
  );
  for (const { tag, when } of journal.entries.slice(0, count)) {
    const text = readFileSync(new URL(`${tag}.sql`, migrations), "utf8");
    for (const statement of text.split("--> statement-breakpoint")) client.exec(statement);
    client.prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)").run(tag, when);
  }
  return client;
}

test("records of the first release are kept, get what is new, and are found", async () => {
  const file = path.join(folder, "parola.db");
  const old = olderDatabase(file, 1);
  old.exec(`
    insert into account (id, name) values ('a1', 'Panadería O Forno');
    insert into contact (id, name, email, phone, language, account_id, external_id, created_at)
      values ('c1', 'Ánxela Núñez', 'Anxela@Forno.example', '+34 (600) 000-101', 'gl', 'a1', 'sub-1', 5),
             ('c2', 'Kenny', null, null, null, null, null, 7);
    insert into support_case (id, number, title, status, contact_id, created_at)
      values ('k1', 1041, 'Chaleira rota', 'open', 'c1', 9), ('k2', 1042, 'Pechado', 'closed', null, 10);
    insert into session (agent_id, id, kind, subject, position, opened_at)
      values ('ana', 'conversation:x', 'conversation', 'x', 1, 3);
    insert into draft (agent_id, session, field, text, rev, updated_at)
      values ('ana', 'conversation:x', 'message', 'Ola', 2, 4);
  `);
  old.close();

  await openSqlite(file).close();
  const now = new Sqlite(file);
  const all = (query: string) => now.prepare(query).all();
  expect(
    all("select id, name, name_key, email, email_key, phone_key, rev, created_at, updated_at from contact"),
  ).toEqual([
    {
      id: "c1",
      name: "Ánxela Núñez",
      name_key: "anxela nunez",
      email: "Anxela@Forno.example",
      email_key: "anxela@forno.example",
      phone_key: "600000101",
      rev: 0,
      created_at: 5,
      updated_at: 5,
    },
    {
      id: "c2",
      name: "Kenny",
      name_key: "kenny",
      email: null,
      email_key: null,
      phone_key: null,
      rev: 0,
      created_at: 7,
      updated_at: 7,
    },
  ]);
  expect(all("select name, name_key, rev, created_at, updated_at from account")).toEqual([
    { name: "Panadería O Forno", name_key: "panaderia o forno", rev: 0, created_at: 5, updated_at: 5 },
  ]);
  expect(
    all("select number, status, priority, account_id, updated_at from support_case order by number"),
  ).toEqual([
    { number: 1041, status: "open", priority: "normal", account_id: "a1", updated_at: 9 },
    { number: 1042, status: "closed", priority: "normal", account_id: null, updated_at: 10 },
  ]);
  expect(all("select text, rev from draft")).toEqual([{ text: "Ola", rev: 2 }]);
  expect(all("select id from session")).toEqual([{ id: "conversation:x" }]);
  const found = (words: string) =>
    all(
      `select kind, subject from record_fts join search_row on docid = record_fts.rowid where record_fts match '${words}' order by kind`,
    );
  expect(found("anxela")).toEqual([{ kind: "contact", subject: "c1" }]);
  expect(found("panad*")).toEqual([{ kind: "account", subject: "a1" }]);
  expect(found("chaleira")).toEqual([{ kind: "case", subject: "k1" }]);
  now.close();
});

test("what is searched changes with the row, and goes with it", async () => {
  const file = path.join(folder, "parola.db");
  await openSqlite(file).close();
  const now = new Sqlite(file);
  const found = (words: string) =>
    now.prepare("select rowid from record_fts where record_fts match ?").all(words).length;
  now.exec("insert into account (id, name) values ('a1', 'Abada')");
  expect([found("abada"), found("zapatería")]).toEqual([1, 0]);
  now.exec("update account set name = 'Zapatería' where id = 'a1'");
  expect([found("abada"), found("zapateria")]).toEqual([0, 1]);
  now.exec("delete from account");
  expect(found("zapateria")).toBe(0);
  expect(now.prepare("select count(*) as rows from search_row").get()).toEqual({ rows: 0 });
  now.close();
});

test("all migrations together make the tables that the schema names", async () => {
  const file = path.join(folder, "parola.db");
  await openSqlite(file).close();
  const client = new Sqlite(file, { readonly: true });
  const schema = await import("../schema/sqlite.ts");
  const db = drizzle({ client, casing: "snake_case" });
  for (const table of Object.values(schema)) {
    expect(
      db
        .select()
        .from(table as never)
        .limit(1)
        .all(),
    ).toEqual([]);
  }
  client.close();
});
