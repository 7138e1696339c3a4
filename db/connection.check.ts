import { eq } from "drizzle-orm";
import { type Connection, prepared } from "./connection.ts";

/**
 * Compile-time proof that what only one dialect has, and what is misspelt, is not accepted. Nothing here is
 * run; `tsc` fails when a line below has become legal.
 */
const queries = prepared("check", ({ db, tables: { agent } }) => ({
  byId: (p: { id: string }) => db.select({ id: agent.id }).from(agent).where(eq(agent.id, p.id)),
}));

export async function refused(c: Connection): Promise<void> {
  const { agent } = c.tables;
  // @ts-expect-error a transaction is the database's to open
  c.db.transaction;
  // @ts-expect-error no raw SQL
  c.db.execute;
  // @ts-expect-error no such column
  agent.surname;
  // @ts-expect-error a number is not an id
  eq(agent.id, 5);
  // @ts-expect-error not one of the roles
  await c.db.insert(agent).values({ role: "boss" });
  // @ts-expect-error the parameter is called `id`
  await queries(c).byId({ key: "a" });
  const [row] = await queries(c).byId({ id: "a" });
  // @ts-expect-error only what was selected comes back
  row?.email;
}
