import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";

/**
 * The column builders that both dialects have. Tables are typed as Postgres ones, because its builders
 * offer nothing that only SQLite has; a column that holds the same JavaScript value in both is checked
 * in `columns.check.ts`. Column names come from the `snake_case` casing of the driver.
 */
export const pgKit = {
  table: pg.pgTable,
  text: () => pg.text(),
  int: () => pg.integer(),
  /** Epoch milliseconds. */
  time: () => pg.bigint({ mode: "number" }),
  flag: () => pg.boolean(),
  json: <T>() => pg.jsonb().$type<T>(),
  /** A growing number that the database gives. */
  serial: () => pg.bigserial({ mode: "number" }).primaryKey(),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
};

export type Kit = typeof pgKit;

const sqliteBuilders = {
  table: lite.sqliteTable,
  text: () => lite.text(),
  int: () => lite.integer({ mode: "number" }),
  time: () => lite.integer({ mode: "number" }),
  flag: () => lite.integer({ mode: "boolean" }),
  json: <T>() => lite.text({ mode: "json" }).$type<T>(),
  serial: () => lite.integer({ mode: "number" }).primaryKey({ autoIncrement: true }),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
};
export type SqliteBuilders = typeof sqliteBuilders;

/** The one cast between the dialects; `columns.check.ts` holds that the values are the same. */
export const sqliteKit = sqliteBuilders as unknown as Kit;
