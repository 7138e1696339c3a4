import { defineConfig } from "drizzle-kit";

/** `npx drizzle-kit generate` writes the next migration of the embedded database. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./db/schema/sqlite.ts",
  out: "./db/sqlite/migrations",
  casing: "snake_case",
});
