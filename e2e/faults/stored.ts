import type { Connection, Database } from "#db/connection.ts";
import { allAgents } from "#db/repositories/agents.ts";
import { conversationById, conversationsHeldBy } from "#db/repositories/conversations.ts";
import { draftsOf } from "#db/repositories/desks.ts";
import { messagesBetween } from "#db/repositories/messages.ts";
import { allLines } from "#db/repositories/system.ts";
import { timersOf } from "#db/repositories/timers.ts";
import { openSqlite } from "#db/sqlite/open.ts";
import { charts } from "#machines/charts.ts";
import { holdingOf } from "#machines/conversation/read.ts";
import { restore } from "#machines/decide.ts";
import type { Draft, StoredConversation } from "./history.ts";

/** What is on the disk, read beside the server or after its end. */
export type Stored = {
  conversations: StoredConversation[];
  drafts: Draft[];
  loads: { agent: string; load: number; held: number }[];
  /** How many lines are on record. */
  lines: number;
};

/** @param file the database's path. @param of the conversations to read; unknown ones are left out. */
export async function readStored(file: string, of: readonly string[]): Promise<Stored> {
  const database: Database = openSqlite(file);
  try {
    return await database.read(async (c) => {
      const conversations: StoredConversation[] = [];
      for (const id of of) {
        const read = await readConversation(c, id);
        if (read) conversations.push(read);
      }
      const drafts: Draft[] = [];
      const loads: Stored["loads"] = [];
      for (const { id, load } of await allAgents(c)) {
        for (const { session, text, rev } of await draftsOf(c, id))
          drafts.push({ agent: id, session, text, rev });
        loads.push({ agent: id, load, held: await unitsOf(c, id) });
      }
      return { conversations, drafts, loads, lines: (await allLines(c)).length };
    });
  } finally {
    await database.close();
  }
}

async function unitsOf(c: Connection, agent: string): Promise<number> {
  let units = 0;
  for (const row of await conversationsHeldBy(c, agent)) {
    const holds = holdingOf(restore(charts[row.chart], row.snapshot));
    if (holds?.agent === agent) units += holds.units;
  }
  return units;
}

async function readConversation(c: Connection, id: string): Promise<StoredConversation | null> {
  const row = await conversationById(c, id);
  if (!row) return null;
  const snapshot = restore(charts[row.chart], row.snapshot);
  const messages = await messagesBetween(c, id, 0, Number.MAX_SAFE_INTEGER);
  return {
    id,
    state: row.state,
    owner: row.ownerId,
    chartOwner: snapshot.context.owner,
    lastSeq: row.lastSeq,
    messages: messages.map(({ id: message, seq, side, text }) => ({ id: message, seq, side, text })),
    timers: (await timersOf(c, row.chart, id)).map((timer) => timer.timerId),
    // Several edges of one state may share a timer.
    armed: [...new Set(snapshot._nodes.flatMap((node) => node.after.map((edge) => edge.eventType)))],
  };
}
