import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { root } from "./lib/root.mjs";
import { files, type Import, importsBelow, importsOf, read } from "./lib/sources.ts";

/**
 * Who may import whom (ARCHITECTURE.md, Arrows). `values` are folders or single files that may be imported to
 * be run; `types` may besides be imported by `import type`, which leaves nothing behind at run time.
 */
const ARROWS: Record<string, { values: string[]; types: string[] }> = {
  machines: { values: ["machines"], types: [] },
  db: { values: ["db"], types: ["machines/wire"] },
  server: { values: ["server", "machines", "db", "messages"], types: [] },
  app: { values: ["app", "machines", "messages", "server/registry.ts"], types: ["server"] },
  widget: { values: ["widget", "messages"], types: ["machines"] },
  bench: {
    values: ["bench", "app", "widget", "server", "machines", "db", "messages", "e2e", "scripts"],
    types: [],
  },
  "proxy.ts": { values: ["app", "machines", "server/registry.ts"], types: ["server"] },
};

/** Whatever speaks SQL. */
const SQL = /^(drizzle-orm|better-sqlite3|kysely|pg)(\/|$)/;

const isTest = (path: string) => /\.test\.tsx?$|\/testing(\/|\.ts$)/.test(path);
const within = (path: string, allowed: string) => path === allowed || path.startsWith(`${allowed}/`);
const told = (imports: Import[]) =>
  imports.map(({ from, to, typeOnly }) => `${from} → ${to}${typeOnly ? " (types)" : ""}`);
const everything = Object.keys(ARROWS)
  .filter((folder) => existsSync(`${root}/${folder}`))
  .flatMap(importsBelow);

describe("arrows between the folders", () => {
  test.each(Object.entries(ARROWS))("%s imports only what it may", (folder, { values, types }) => {
    const wrong = everything.filter((one) => {
      if (!within(one.from, folder) || one.folder === null) return false;
      const allowed = one.typeOnly ? [...values, ...types] : values;
      return !allowed.some((target) => within(one.to, target));
    });
    expect(told(wrong)).toEqual([]);
  });

  test("machines are pure: nothing of Node, of React's or of Next's in them", () => {
    const wrong = everything.filter(
      ({ from, to, folder }) =>
        within(from, "machines") && !isTest(from) && folder === null && !/^(xstate|zod)(\/|$)/.test(to),
    );
    expect(told(wrong)).toEqual([]);
  });

  test("what tests alone need is imported by tests alone", () => {
    expect(told(everything.filter(({ from, to }) => isTest(to) && !isTest(from)))).toEqual([]);
  });

  test("nothing but db/ speaks SQL, save to measure the bare database beside it", () => {
    const wrong = everything.filter(
      ({ from, to }) => !within(from, "db") && !within(from, "bench") && SQL.test(to),
    );
    expect(told(wrong)).toEqual([]);
  });

  test("what one dialect alone can do stays in that dialect's folder", () => {
    const dialects = /^db\/(sqlite|pg)\//;
    const only = /\.for\("(update|share)"|\bilike\(|\bselectDistinctOn\(|\barrayContain(s|ed)\(/;
    const wrong = files("db", /\.ts$/).filter((path) => !dialects.test(path) && only.test(read(path)));
    expect(wrong).toEqual([]);
    const drivers = everything.filter(
      ({ from, to }) =>
        within(from, "db") && !dialects.test(from) && !isTest(from) && /^(better-sqlite3|pg)$/.test(to),
    );
    expect(told(drivers)).toEqual([]);
  });
});

describe("the reader of imports", () => {
  test("sees every form of import and tells types from values", () => {
    const source = [
      'import { a } from "#db/a.ts";',
      'import type { B } from "#server/b.ts";',
      'import {\n  type C,\n  d,\n} from "../c.ts";',
      'import "./styles.css";',
      'export { e } from "./e.ts";',
      'export type { F } from "./f.ts";',
      'export const address = "https://example.org"; // import { g } from "#db/g.ts";',
      '/* import { h } from "#db/h.ts"; */',
      'const i = await import("#ui/i.ts");',
      'type J = typeof import("ws");',
    ].join("\n");
    expect(told(importsOf("app/x/y.ts", source))).toEqual([
      "app/x/y.ts → db/a.ts",
      "app/x/y.ts → server/b.ts (types)",
      "app/x/y.ts → app/c.ts",
      "app/x/y.ts → app/x/styles.css",
      "app/x/y.ts → app/x/e.ts",
      "app/x/y.ts → app/x/f.ts (types)",
      "app/x/y.ts → app/ui/i.ts",
      "app/x/y.ts → ws (types)",
    ]);
  });

  test("has something to read", () => {
    expect(everything.length).toBeGreaterThan(100);
  });
});
