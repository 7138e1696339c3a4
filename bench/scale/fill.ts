import { closeSync, fsyncSync, openSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { z } from "zod";

const DAY = 24 * 60 * 60 * 1_000;
/** What is stored is as old as this, at most. */
const YEARS_MS = 3 * 365 * DAY;
/** So many of the stored conversations ended in the last week, and so many wait: as many in the small as in the large. */
export const LAST_WEEK = 400;
export const WAITING = 200;

/** The two conversations that all stored ones are copies of, made by the program itself. */
export type Templates = { ended: string; waiting: string };

/** A UUID made of a number: the same each time, and spread like a random one. `i` is the number's column. */
const uuid = (kind: number) =>
  `printf('%08x-%04x-4000-8000-%012x', (i * 2654435761 + ${kind}) % 4294967296, i % 65536, i * 16 + ${kind})`;

const KIND = { conversation: 1, visitor: 2, message: 3 };
const ID = {
  conversation: uuid(KIND.conversation),
  visitor: uuid(KIND.visitor),
  message: uuid(KIND.message),
};

/** The ids of the stored conversation of this number, from 1 on, and of its visitor. */
export function stored(i: number): { id: string; visitorId: string; customer: string } {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, "0");
  const of = (kind: number) => {
    const head = Number((BigInt(i) * 2654435761n + BigInt(kind)) % 4294967296n);
    return `${hex(head, 8)}-${hex(i % 65536, 4)}-4000-8000-${hex(i * 16 + kind, 12)}`;
  };
  const visitorId = of(KIND.visitor);
  return { id: of(KIND.conversation), visitorId, customer: `visitor:${visitorId}` };
}

const columns = z.array(z.object({ name: z.string(), pk: z.number() }));

/** Copies rows once for each number from `from` to `to`, with some columns worked out from the number `i`. */
function copy(
  client: Sqlite.Database,
  table: string,
  where: { column: string; value: string },
  range: { from: number; to: number },
  changed: Record<string, string>,
  only = "true",
): void {
  const names = columns
    .parse(client.pragma(`table_info(${table})`))
    .map(({ name }) => name)
    .filter((name) => changed[name] !== "");
  const quoted = names.map((name) => `"${name}"`);
  const values = names.map((name) => changed[name] ?? `one."${name}"`);
  client
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT ${range.from} UNION ALL SELECT i + 1 FROM n WHERE i < ${range.to})
       INSERT INTO ${table} (${quoted.join(", ")})
       SELECT ${values.join(", ")} FROM n, (SELECT * FROM ${table} WHERE ${where.column} = ? AND ${only}) AS one`,
    )
    .run(where.value);
}

/**
 * Puts `count` conversations into a file, with their visitors, messages, timers and rows of the log: copies
 * of the templates under ids of their own, of the last three years. The last week is equally busy in every
 * size, for who has a thousand times the history does not have a thousand times the work.
 * @param agents whose they were, in turn
 */
export function fill(
  file: string,
  count: number,
  templates: Templates,
  agents: readonly string[],
  now: number,
): void {
  const client = new Sqlite(file);
  // A file that is not filled to its end is thrown away: nothing to go back to is kept.
  client.pragma("journal_mode = OFF");
  client.pragma("synchronous = OFF");
  client.pragma("cache_size = -1000000");
  const owner = `(SELECT value FROM json_each('${JSON.stringify(agents)}') WHERE key = i % ${agents.length})`;
  const groups = [
    { template: templates.ended, from: 1, to: count - WAITING, waits: false },
    { template: templates.waiting, from: count - WAITING + 1, to: count, waits: true },
  ];
  for (const { template, from, to, waits } of groups) {
    const range = { from, to };
    const recent = to - LAST_WEEK;
    const old = `${now - 8 * DAY} - (${to} - i) * ${Math.floor((YEARS_MS - 8 * DAY) / count)}`;
    const at = waits
      ? `${now - 14 * DAY} + (i - ${from}) * 60000`
      : `CASE WHEN i > ${recent} THEN ${now - 7 * DAY + 60_000} + (i - ${recent}) * ${Math.floor((6 * DAY) / LAST_WEEK)} ELSE ${old} END`;
    const of = (column: string) => ({ column, value: template });
    client.exec("BEGIN");
    const visitor = client.prepare("SELECT visitor_id FROM conversation WHERE id = ?").pluck().get(template);
    copy(client, "visitor", { column: "id", value: String(visitor) }, range, {
      id: ID.visitor,
      token_hash: ID.visitor,
      number: "1000 + i",
      created_at: at,
    });
    copy(client, "conversation", of("id"), range, {
      id: ID.conversation,
      customer: `'visitor:' || ${ID.visitor}`,
      visitor_id: ID.visitor,
      ...(waits ? { affinity_id: owner } : { owner_id: owner, closed_at: at }),
      created_at: at,
      updated_at: at,
      last_at: at,
    });
    copy(client, "message", of("conversation_id"), range, {
      id: `one.seq || '-' || ${ID.message}`,
      conversation_id: ID.conversation,
      at,
    });
    copy(client, "timer", of("machine_id"), range, {
      machine_id: ID.conversation,
      due_at: `${now + DAY} + i * 1000`,
    });
    copy(client, "event", of("machine_id"), range, { seq: "", machine_id: ID.conversation, at }, "rev <= 3");
    client.exec("COMMIT");
  }
  client.pragma("journal_mode = WAL");
  client.close();
  // Else the disk is still busy with it while the commits are measured that wait for the disk.
  const written = openSync(file, "r+");
  fsyncSync(written);
  closeSync(written);
}
