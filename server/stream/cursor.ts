import type { Database } from "#db/connection.ts";
import { logBounds } from "#db/repositories/log.ts";

/** Behind by more than this, it is quicker to load afresh. */
const LONGEST_BACKLOG = 5_000;

/**
 * Where a reader goes on. The cursor is opaque to clients; here it is a sequence number. Without one the
 * stream starts now; one that is unknown, too old or of the future is told to load afresh.
 */
export async function cursorOf(
  database: Database,
  cursor: string | undefined,
  last: number,
): Promise<{ at: number; reset: boolean }> {
  if (cursor === undefined) return { at: last, reset: false };
  const at = /^\d{1,15}$/.test(cursor) ? Number(cursor) : -1;
  // A desk may have been read ahead of what the stream has told: that is not the future yet.
  const log = await database.read((c) => logBounds(c));
  const known = at >= log.first - 1 && at >= 0 && at <= log.last && last - at <= LONGEST_BACKLOG;
  return known ? { at, reset: false } : { at: last, reset: true };
}
