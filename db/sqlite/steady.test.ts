import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { steady } from "./steady.ts";

test("parameters get a plus, what is quoted does not", () => {
  expect(steady("select a from t where b = ? and c in (?, ?) limit ?")).toBe(
    "select a from t where b = +? and c in (+?, +?) limit +?",
  );
  expect(steady(`select '?', "a?", \`b?\`, 'it''s ?' from t where c = ?`)).toBe(
    `select '?', "a?", \`b?\`, 'it''s ?' from t where c = +?`,
  );
});

test("a value of any type comes back as it went in, and finds what it found without", () => {
  const client = new Sqlite(":memory:");
  client.exec("create table t (a text, b integer, c real, d blob); create index t_a on t (a)");
  const values = ["1e3", 9_007_199_254_740_991, 1.5, Buffer.from([0, 255])];
  client.prepare(steady("insert into t values (?, ?, ?, ?)")).run(...values);
  client.prepare(steady("insert into t values (?, ?, ?, ?)")).run("007", 7, null, null);
  const rows = client.prepare("select * from t where a = '1e3'").raw().all();
  expect(rows).toEqual([values]);
  for (const [column, value] of [
    ["a", "1e3"],
    ["b", 9_007_199_254_740_991],
    ["c", 1.5],
    ["d", Buffer.from([0, 255])],
  ] as const) {
    expect(
      client
        .prepare(steady(`select a from t where ${column} = ?`))
        .pluck()
        .all(value),
    ).toEqual(["1e3"]);
  }
  // A text column compares texts, whatever they look like.
  expect(client.prepare(steady("select b from t where a = ?")).pluck().all("7")).toEqual([]);
  const plan = client.prepare(steady("explain query plan select b from t where a = ?")).all("007");
  expect(JSON.stringify(plan)).toContain("USING INDEX t_a");
  client.close();
});
