import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Connection, Database, WriteConnection } from "../connection.ts";
import { conversationRow, messageRow, timerRow } from "../contract/rows.ts";
import * as agents from "../repositories/agents.ts";
import * as conversations from "../repositories/conversations.ts";
import * as customers from "../repositories/customers.ts";
import * as desks from "../repositories/desks.ts";
import * as items from "../repositories/items.ts";
import * as log from "../repositories/log.ts";
import * as messages from "../repositories/messages.ts";
import * as system from "../repositories/system.ts";
import * as timers from "../repositories/timers.ts";
import * as workstreams from "../repositories/workstreams.ts";
import { openSqlite } from "./open.ts";

/** Tables that grow with the years, or with the people who are there. */
const GROWING =
  /^(command|contact|conversation|draft|event|line|message|participant|session|support_case|timer|visitor)$/;

let folder = "";
let file = "";
let database: Database;
const asked: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "parola-plans-"));
  file = path.join(folder, "parola.db");
  const prepare = Sqlite.prototype.prepare;
  vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite.Database, text: string) {
    asked.push(text);
    return Reflect.apply(prepare, this, [text]);
  });
  database = openSqlite(file);
  asked.length = 0;
});

afterEach(async () => {
  vi.restoreAllMocks();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * What is wrong with a statement's plan: it goes through a growing table, or through a whole index of it.
 * Taking the first few in an index's own order is no such thing.
 */
function faultsOf(client: Sqlite.Database, text: string): string[] {
  const holes = text.match(/\?/g)?.length ?? 0;
  const plan = client.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array.from({ length: holes }, () => 1));
  const first = / limit \+?\?$/.test(text) && !/ where /.test(text);
  return plan.flatMap((row) => {
    const detail = typeof row === "object" && row !== null && "detail" in row ? String(row.detail) : "";
    const table = /^SCAN (\w+)/.exec(detail)?.[1] ?? "";
    return GROWING.test(table) && !first ? [`${detail}: ${text}`] : [];
  });
}

function faultsOfAll(): string[] {
  const client = new Sqlite(file);
  const read = asked.filter((text) => /^(select|update|delete|insert|with)\b/i.test(text));
  const faults = [...new Set(read)].flatMap((text) => faultsOf(client, text));
  client.close();
  return faults;
}

const reads: Record<string, (c: Connection) => Promise<unknown>> = {
  "an agent": async (c) => {
    await agents.agentById(c, "a");
    await agents.agentByEmail(c, "a");
    await agents.presenceOf(c, "a");
    await agents.queuesOf(c, "a");
  },
  routing: async (c) => {
    await agents.candidatesOf(c, "q", 1);
    await conversations.lineOfQueue(c, "q", 10);
    await conversations.aheadInLine(c, conversationRow({}));
  },
  "a conversation": async (c) => {
    await conversations.conversationById(c, "c");
    await conversations.openConversationOf(c, "v", "w");
    await conversations.latestConversationOf(c, "v", "w");
    await conversations.conversationsHeldBy(c, "a");
    await conversations.conversationsOfCustomer(c, "v", 10);
    await workstreams.workstreamByKey(c, "w");
  },
  "a setting that is saved": async (c) => {
    await conversations.staleConversations(c, "w", 2, 100);
  },
  "the lists of a desk": async (c) => {
    await items.itemById(c, "c");
    await items.itemsMine(c, "a");
    await items.itemsOpen(c, ["q", "r"]);
    await items.itemsClosed(c, "a", 0);
  },
  "sessions and drafts": async (c) => {
    await desks.sessionsOf(c, "a");
    await desks.sessionsOn(c, "c");
    await desks.draftsOf(c, "a");
    await desks.draftOf(c, "a", "s", "message");
  },
  customers: async (c) => {
    await customers.visitorById(c, "v");
    await customers.visitorByToken(c, "t");
    await customers.contactById(c, "c");
    await customers.contactByExternal(c, "e");
    await customers.casesOf(c, "c");
  },
  messages: async (c) => {
    await messages.messagesBetween(c, "c", 1, 2);
    await messages.messagesBefore(c, "c", 9, 50);
    await messages.lastReadBy(c, "c", "a");
  },
  "the log": async (c) => {
    await log.eventsAfter(c, 0, 200);
    await log.eventsOf(c, "m");
    await log.logBounds(c);
    await log.commandOf(c, "p", "i");
    await log.openFollowups(c, 10);
  },
  timers: async (c) => {
    await timers.timersOf(c, "liveChat", "m");
    await timers.dueMachines(c, 1, 100);
    await timers.nextDue(c);
    await timers.timersOfDelay(c, "waitingTime", { machineId: "m", timerId: "t" }, 100);
  },
  lines: (c) => system.linesOf(c, "p"),
};

const writes: Record<string, (c: WriteConnection) => Promise<unknown>> = {
  "a message": async (c) => {
    const row = conversationRow({ id: "c" });
    await conversations.insertConversation(c, row);
    await messages.insertMessage(c, messageRow("c", 1, "customer", 1, null));
    await conversations.updateConversation(c, { ...row, rev: 1 }, 0);
    await messages.markRead(c, "c", "a", 1);
  },
  "a change of load": async (c) => {
    await agents.takeCapacity(c, "a", 1, 1, false);
    await agents.freeCapacity(c, "a", 1, 1);
  },
  "a timer": async (c) => {
    await timers.armTimer(c, timerRow({}));
    await timers.cancelTimer(c, "liveChat", "m1", "t");
  },
  "the start after a down-time, and a clock that was set": async (c) => {
    await timers.shiftTimers(c, ["offerTime", "wrapUpTime"], 1, 2);
    await timers.moveTimers(c, ["offerTime", "wrapUpTime"], 1);
  },
  "a session and its draft": async (c) => {
    await desks.moveSessionRow(c, "a", "s", 1);
    await desks.closeSessionRow(c, "a", "s");
    await desks.saveDraft(c, "a", { session: "s", field: "message", text: "", rev: 1, updatedAt: 1 });
  },
  "a line that goes": (c) => system.closeLine(c, "l"),
  "a follow-up that is done": (c) => log.followupDone(c, 1),
  "forgetting old replies": (c) => log.forgetCommands(c, 1),
};

describe("no query of every day goes through a table that grows", () => {
  test.each(Object.entries(reads))("%s", async (_, ask) => {
    await database.read(ask);
    expect(asked.length).toBeGreaterThan(0);
    expect(faultsOfAll()).toEqual([]);
  });

  test.each(Object.entries(writes))("%s, written", async (_, ask) => {
    await database.write(ask);
    expect(asked.length).toBeGreaterThan(0);
    expect(faultsOfAll()).toEqual([]);
  });

  test("and one that does would be told", () => {
    const client = new Sqlite(file);
    const told = [
      'select "id" from "message" where "text" = ? limit ?',
      'select min("seq"), max("seq") from "event"',
      'select count(*) from "conversation" where "state" = ?',
    ].map((text) => faultsOf(client, text).length);
    client.close();
    expect(told).toEqual([1, 1, 1]);
  });
});
