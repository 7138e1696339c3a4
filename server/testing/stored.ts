import type { World } from "./world.ts";

/**
 * All that is stored of what happens: every row of every table but the replies, which are kept of refusals
 * too, and the heartbeat.
 */
export async function storedOf(world: Pick<World, "database">): Promise<Record<string, unknown[]>> {
  return world.database.read(async ({ db, tables }) => {
    const { command: _, fact: __, ...rest } = tables;
    const rows: Record<string, unknown[]> = {};
    for (const [name, table] of Object.entries(rest)) rows[name] = await db.select().from(table);
    return rows;
  });
}
