import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection, Database } from "#db/connection.ts";
import { allAgents, insertAgent } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { eventsOf, openFollowups } from "#db/repositories/log.ts";
import { messagesBefore } from "#db/repositories/messages.ts";
import { timersOf } from "#db/repositories/timers.ts";
import { openSqlite } from "#db/sqlite/open.ts";
import { charts } from "#machines/charts.ts";
import { leafOf } from "#machines/conversation/read.ts";
import { pathOf, restore } from "#machines/decide.ts";
import { people } from "./content/people.ts";
import { demoHistory } from "./history.ts";
import { demoId } from "./ids.ts";
import { seedDemo } from "./seed.ts";

const now = Date.UTC(2026, 10, 22, 10, 30);
const { conversations } = demoHistory(now);
const staff = Object.fromEntries(people.map(({ key }) => [key, demoId("agent", key)]));

let folder: string;
let database: Database;
const read = <T>(work: (c: Connection) => Promise<T>) => database.read(work);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parola-seed-"));
  database = openSqlite(join(folder, "parola.db"));
  await database.write(async (c) => {
    for (const { key, email, name, role } of people) {
      const id = demoId("agent", key);
      await insertAgent(c, {
        id,
        email,
        name,
        role,
        active: true,
        locale: null,
        scheme: "auto",
        capacity: 10,
        load: 0,
        presence: "offline",
        idleSince: now,
        createdAt: now,
      });
    }
  });
  await seedDemo({ database, staff, now, newSecret: () => "a secret", visitorCounter: "visitor" });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the demo seed", () => {
  test.each(conversations.map((each) => [each.key, each] as const))(
    "%s: chart, row and log agree",
    async (_, each) => {
      const row = await read((c) => conversationById(c, each.id));
      if (!row) throw new Error("not there");
      const snapshot = restore(charts[row.chart], row.snapshot);
      expect(leafOf(snapshot)).toBe(each.state);
      expect(row.state).toBe(each.state);
      expect(row.updatedAt).toBeLessThan(now);
      expect(row.outcome).toBe(each.end === "waiting" ? null : each.end);
      const log = await read((c) => eventsOf(c, each.id));
      expect(log.at(-1)).toMatchObject({ rev: row.rev, after: pathOf(snapshot) });
      expect(log.map(({ rev }) => rev)).toEqual(log.map((_, index) => index + 1));
      const { messages } = await read((c) => messagesBefore(c, each.id, 10_000, 1000));
      const said = each.steps.flatMap((step) => (step.kind === "message" ? [step.text] : []));
      expect(messages.flatMap(({ side, text }) => (side === "system" ? [] : [text]))).toEqual(said);
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
      const timers = await read((c) => timersOf(c, row.chart, each.id));
      expect(timers.map(({ delayName }) => delayName)).toEqual(
        each.state === "waiting" ? ["waitingTime"] : [],
      );
    },
  );

  test("leaves nobody with work, and nothing to follow up", async () => {
    expect((await read(allAgents)).map(({ load }) => load)).toEqual([0, 0, 0, 0, 0]);
    expect(await read((c) => openFollowups(c, 10))).toEqual([]);
  });
});
