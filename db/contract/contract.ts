import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../connection.ts";
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
import { agentRow, conversationRow, eventRow, messageRow, timerRow } from "./rows.ts";

/**
 * What the repositories promise, whatever the dialect: each one has to pass this suite on a real database.
 * @param open makes an empty, migrated database; @param remove throws it away after it was closed.
 */
export function contract(dialect: string, open: () => Promise<Database>, remove: () => Promise<void>): void {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await database.write(async (c) => {
      await agents.addQueue(c, "general", "General");
      await workstreams.insertWorkstream(c, {
        key: "live",
        name: "Live",
        chart: "liveChat",
        channel: "web",
        queueId: "general",
        policy: { offerTime: 1 },
        policyRev: 1,
        secret: "secret",
      });
    });
  });
  afterEach(async () => {
    await database.close();
    await remove();
  });

  describe(`${dialect}: units of work`, () => {
    test("are kept whole or not at all, each by itself, also when they share a commit", async () => {
      const outcomes = await Promise.allSettled(
        [1, 2, 3, 4].map((value) =>
          database.write(async (c) => {
            await system.setFact(c, `fact-${value}`, { value });
            if (value === 2) throw new Error("no");
            return value;
          }),
        ),
      );
      expect(outcomes.map((each) => each.status)).toEqual([
        "fulfilled",
        "rejected",
        "fulfilled",
        "fulfilled",
      ]);
      const kept = await database.read(async (c) =>
        Promise.all([1, 2, 3, 4].map(async (value) => (await system.factOf(c, `fact-${value}`)) !== null)),
      );
      expect(kept).toEqual([true, false, true, true]);
    });

    test("come in the order in which they were asked for", async () => {
      const numbers = await Promise.all(
        Array.from({ length: 300 }, () => database.write((c) => system.nextNumber(c, "visitor"))),
      );
      expect(numbers).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    });

    test("can try something and undo only that", async () => {
      await database.write(async (c) => {
        await system.setFact(c, "kept", { yes: true });
        await expect(
          c.attempt(async () => {
            await system.setFact(c, "undone", { yes: true });
            throw new Error("no");
          }),
        ).rejects.toThrow("no");
      });
      expect(await database.read((c) => system.factOf(c, "kept"))).toEqual({ yes: true });
      expect(await database.read((c) => system.factOf(c, "undone"))).toBeNull();
    });

    test("are not seen by readers before their commit", async () => {
      let seen: unknown = "not looked";
      await database.write(async (c) => {
        await system.setFact(c, "early", { yes: true });
        seen = await database.read((reader) => system.factOf(reader, "early"));
      });
      expect(seen).toBeNull();
      expect(await database.read((c) => system.factOf(c, "early"))).toEqual({ yes: true });
    });

    test("go on after one that failed", async () => {
      await expect(database.write((c) => agents.insertAgent(c, agentRow("a")))).resolves.toBeUndefined();
      await expect(database.write((c) => agents.insertAgent(c, agentRow("a")))).rejects.toThrow();
      await expect(database.write((c) => agents.insertAgent(c, agentRow("b")))).resolves.toBeUndefined();
    });
  });

  describe(`${dialect}: conversations`, () => {
    test("come back as they were stored", async () => {
      const row = conversationRow({
        page: "https://example.org/ñ?a=1",
        snapshot: { value: { open: "queued" }, context: { at: 1, owner: null } },
      });
      await database.write((c) => conversations.insertConversation(c, row));
      expect(await database.read((c) => conversations.conversationById(c, row.id))).toEqual(row);
      expect(await database.read((c) => conversations.conversationById(c, "nobody"))).toBeNull();
    });

    test("are saved only over the revision that was read", async () => {
      const row = conversationRow({});
      await database.write((c) => conversations.insertConversation(c, row));
      const save = (rev: number, expected: number) =>
        database.write((c) => conversations.updateConversation(c, { ...row, rev }, expected));
      expect(await save(1, 0)).toBe(true);
      expect(await save(1, 0)).toBe(false);
      expect(await save(2, 1)).toBe(true);
    });

    test("have one that is open for a customer in a workstream", async () => {
      const first = conversationRow({ customer: "visitor:1", state: "active" });
      await database.write((c) => conversations.insertConversation(c, first));
      const second = conversationRow({ customer: "visitor:1", state: "queued" });
      await expect(database.write((c) => conversations.insertConversation(c, second))).rejects.toThrow();
      const over = conversationRow({ customer: "visitor:1", state: "wrapUp", createdAt: 5 });
      await database.write((c) => conversations.insertConversation(c, over));
      expect((await database.read((c) => conversations.openConversationOf(c, "visitor:1", "live")))?.id).toBe(
        first.id,
      );
      expect(
        (await database.read((c) => conversations.latestConversationOf(c, "visitor:1", "live")))?.id,
      ).toBe(over.id);
    });

    test("stand in line: first those who were with somebody, then by age", async () => {
      const rows = [
        conversationRow({ id: "late", createdAt: 3 }),
        conversationRow({ id: "early", createdAt: 1 }),
        conversationRow({ id: "back", createdAt: 9, priority: 1 }),
        conversationRow({ id: "taken", createdAt: 0, state: "active" }),
      ];
      await database.write(async (c) => {
        for (const row of rows) await conversations.insertConversation(c, row);
      });
      const line = await database.read((c) => conversations.lineOfQueue(c, "general", 10));
      expect(line.map((row) => row.id)).toEqual(["back", "early", "late"]);
      const ahead = await database.read((c) =>
        Promise.all(line.map((row) => conversations.aheadInLine(c, row))),
      );
      expect(ahead).toEqual([0, 1, 2]);
      const open = await database.read((c) => items.itemsOpen(c, ["general"]));
      expect(open.map((item) => item.id)).toEqual(["back", "early", "late"]);
      expect(await database.read((c) => items.itemsOpen(c, []))).toEqual([]);
    });

    test("are rows of the lists of those who have them", async () => {
      await database.write(async (c) => {
        await agents.insertAgent(c, agentRow("ana"));
        const owned = { ownerId: "ana" };
        for (const row of [
          conversationRow({ id: "active", state: "active", ...owned, updatedAt: 5 }),
          conversationRow({ id: "waits", state: "waiting", affinityId: "ana", updatedAt: 7 }),
          conversationRow({ id: "ended", state: "ended", ...owned, closedAt: 100 }),
          conversationRow({ id: "long ago", state: "ended", ...owned, closedAt: 10 }),
        ]) {
          await conversations.insertConversation(c, row);
        }
      });
      const [mine, closed] = await database.read((c) =>
        Promise.all([items.itemsMine(c, "ana"), items.itemsClosed(c, "ana", 50)]),
      );
      expect(mine.map((item) => item.id)).toEqual(["waits", "active"]);
      expect(closed.map((item) => item.id)).toEqual(["ended"]);
      expect(mine[1]).toMatchObject({
        owner: { id: "ana", name: "ana" },
        queue: { name: "General" },
        account: null,
      });
    });
  });

  describe(`${dialect}: messages`, () => {
    test("have one row an id, and are read in order, page by page", async () => {
      const conversation = conversationRow({ ownerId: "ana", state: "active", customerCount: 3, lastSeq: 5 });
      await database.write(async (c) => {
        await agents.insertAgent(c, agentRow("ana"));
        await conversations.insertConversation(c, conversation);
        for (let seq = 1; seq <= 5; seq += 1) {
          const side = seq % 2 === 1 ? "customer" : "agent";
          const count = Math.ceil(seq / 2);
          await messages.insertMessage(
            c,
            messageRow(conversation.id, seq, side, count, side === "agent" ? "ana" : null),
          );
        }
      });
      const twice = messageRow(conversation.id, 6, "customer", 4, null);
      expect(await database.write((c) => messages.insertMessage(c, twice))).toBe(true);
      expect(await database.write((c) => messages.insertMessage(c, { ...twice, seq: 7 }))).toBe(false);

      const page = await database.read((c) => messages.messagesBefore(c, conversation.id, 6, 2));
      expect(page.messages.map((each) => [each.seq, each.author])).toEqual([
        [4, "ana"],
        [5, null],
      ]);
      expect(page.more).toBe(true);
      const between = await database.read((c) => messages.messagesBetween(c, conversation.id, 2, 3));
      expect(between.map((each) => each.seq)).toEqual([2, 3]);
    });

    test("are read forwards only, and unread counts the customer's", async () => {
      const conversation = conversationRow({ ownerId: "ana", state: "active", customerCount: 3, lastSeq: 5 });
      await database.write(async (c) => {
        await agents.insertAgent(c, agentRow("ana"));
        await conversations.insertConversation(c, conversation);
        for (let seq = 1; seq <= 5; seq += 1) {
          await messages.insertMessage(
            c,
            messageRow(conversation.id, seq, "customer", Math.ceil(seq / 2), null),
          );
        }
      });
      const unread = async () => (await database.read((c) => items.itemById(c, conversation.id)))?.unread;
      const read = (seq: number) => database.write((c) => messages.markRead(c, conversation.id, "ana", seq));
      expect(await unread()).toBe(3);
      expect(await read(3)).toBe(true);
      expect(await unread()).toBe(1);
      expect(await read(2)).toBe(false);
      expect(await read(99)).toBe(true);
      expect(await unread()).toBe(0);
      expect(await database.read((c) => messages.lastReadBy(c, conversation.id, "ana"))).toBe(5);
    });
  });

  describe(`${dialect}: capacity`, () => {
    test("is taken while there is room, by one conditional update", async () => {
      await database.write((c) => agents.insertAgent(c, { ...agentRow("ana"), capacity: 3 }));
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => database.write((c) => agents.takeCapacity(c, "ana", 1, 0, false))),
      );
      expect(taken.filter(Boolean).map((each) => each?.load)).toEqual([1, 2, 3]);
      expect(await database.write((c) => agents.takeCapacity(c, "ana", 1, 0, true))).toEqual({
        load: 4,
        capacity: 3,
      });
      expect(await database.write((c) => agents.freeCapacity(c, "ana", 2, 77))).toEqual({
        load: 2,
        capacity: 3,
      });
      expect((await database.read((c) => agents.agentById(c, "ana")))?.idleSince).toBe(77);
    });

    test("tells who may be asked: active members with room", async () => {
      await database.write(async (c) => {
        for (const row of [
          agentRow("ana"),
          { ...agentRow("full"), load: 10 },
          { ...agentRow("gone"), active: false },
          agentRow("other"),
        ]) {
          await agents.insertAgent(c, row);
          if (row.id !== "other") await agents.addToQueue(c, "general", row.id);
        }
        await conversations.insertConversation(c, conversationRow({ ownerId: "ana", state: "active" }));
      });
      const asked = await database.read((c) => agents.candidatesOf(c, "general", 1));
      expect(asked).toEqual([{ id: "ana", presence: "offline", idleSince: 0, conversations: 1 }]);
    });
  });

  describe(`${dialect}: timers`, () => {
    test("are armed anew in place, cancelled, and found when due", async () => {
      await database.write(async (c) => {
        await timers.armTimer(c, timerRow({ timerId: "t1", dueAt: 100 }));
        await timers.armTimer(c, timerRow({ timerId: "t1", dueAt: 50 }));
        await timers.armTimer(c, timerRow({ timerId: "t2", dueAt: 70 }));
        await timers.armTimer(c, timerRow({ timerId: "t3", dueAt: 10 }));
        await timers.cancelTimer(c, "liveChat", "m1", "t3");
      });
      const running = await database.read((c) => timers.timersOf(c, "liveChat", "m1"));
      expect(running.map((timer) => [timer.timerId, timer.dueAt])).toEqual([
        ["t1", 50],
        ["t2", 70],
      ]);
      expect(await database.read((c) => timers.nextDue(c))).toBe(50);
      expect(await database.read((c) => timers.dueMachines(c, 49, 10))).toEqual([]);
      expect(await database.read((c) => timers.dueMachines(c, 80, 10))).toEqual([
        { machine: "liveChat", machineId: "m1" },
      ]);
    });

    test("of a person move by a down-time, and so does the deadline that is shown", async () => {
      const conversation = conversationRow({ state: "offered", deadline: 150 });
      await database.write(async (c) => {
        await conversations.insertConversation(c, conversation);
        const row = { machineId: conversation.id, delayName: "offerTime" };
        await timers.armTimer(c, timerRow({ ...row, timerId: "before", armedAt: 50, dueAt: 150 }));
        await timers.armTimer(
          c,
          timerRow({ machineId: "x", timerId: "after", delayName: "offerTime", armedAt: 110, dueAt: 210 }),
        );
        await timers.armTimer(
          c,
          timerRow({ machineId: "x", timerId: "calendar", delayName: "waitingTime", dueAt: 480 }),
        );
        await timers.shiftTimers(c, ["offerTime"], 100, 400);
      });
      const [first, others] = await database.read((c) =>
        Promise.all([timers.timersOf(c, "liveChat", conversation.id), timers.timersOf(c, "liveChat", "x")]),
      );
      expect(first.map((timer) => timer.dueAt)).toEqual([450]);
      expect(others.map((timer) => [timer.timerId, timer.dueAt])).toEqual([
        ["calendar", 480],
        ["after", 500],
      ]);
      expect((await database.read((c) => conversations.conversationById(c, conversation.id)))?.deadline).toBe(
        450,
      );
    });
  });

  describe(`${dialect}: the log`, () => {
    test("has one sequence without gaps, also beside what failed", async () => {
      await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          database.write(async (c) => {
            await log.appendEvent(c, eventRow(`m${index}`));
            if (index % 3 === 0) throw new Error("no");
          }),
        ),
      );
      const events = await database.read((c) => log.eventsAfter(c, 0, 100));
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      expect(events[0]).toMatchObject({
        payload: { n: 1 },
        audience: { before: ["a"], after: ["b"] },
        before: null,
      });
      expect(await database.read((c) => log.logBounds(c))).toEqual({ first: 1, last: events.length });
      expect(await database.read((c) => log.eventsAfter(c, 3, 2))).toMatchObject([{ seq: 4 }, { seq: 5 }]);
    });

    test("keeps what was answered, until it is forgotten", async () => {
      const row = {
        principal: "agent:ana",
        id: randomUUID(),
        payloadHash: "h",
        reply: { ok: true, data: null },
        seq: 1,
        at: 5,
      };
      await database.write((c) => log.keepCommand(c, row));
      expect(await database.read((c) => log.commandOf(c, row.principal, row.id))).toEqual(row);
      expect(await database.read((c) => log.commandOf(c, "agent:brais", row.id))).toBeNull();
      await database.write((c) => log.forgetCommands(c, 6));
      expect(await database.read((c) => log.commandOf(c, row.principal, row.id))).toBeNull();
    });

    test("hands out follow-ups in order, each once", async () => {
      const ids = await database.write(async (c) => [
        await log.addFollowup(c, { name: "a", target: "x", input: {}, at: 1 }),
        await log.addFollowup(c, { name: "b", target: "y", input: { n: 1 }, at: 1 }),
      ]);
      expect((await database.read((c) => log.openFollowups(c, 10))).map((row) => row.id)).toEqual(ids);
      const done = () => database.write((c) => log.followupDone(c, ids[0] ?? 0));
      expect([await done(), await done()]).toEqual([true, false]);
    });
  });

  describe(`${dialect}: desks and settings`, () => {
    test("keep sessions in order and drafts by field", async () => {
      await database.write(async (c) => {
        for (const position of [2, 1]) {
          const session = {
            id: `conversation:${position}`,
            kind: "conversation",
            subject: String(position),
            position,
            openedAt: 0,
          } as const;
          expect(await desks.openSessionRow(c, "ana", session)).toBe(true);
          expect(await desks.openSessionRow(c, "ana", session)).toBe(false);
        }
        const draft = { session: "s", field: "message", text: "Ola\n👩‍👩‍👧", rev: 1, updatedAt: 3 };
        await desks.saveDraft(c, "ana", draft);
        await desks.saveDraft(c, "ana", { ...draft, text: "Ola!", rev: 2 });
      });
      const [sessions, drafts, other] = await database.read((c) =>
        Promise.all([desks.sessionsOf(c, "ana"), desks.draftsOf(c, "ana"), desks.draftsOf(c, "brais")]),
      );
      expect(sessions.map((each) => each.subject)).toEqual(["1", "2"]);
      expect(drafts).toEqual([{ session: "s", field: "message", text: "Ola!", rev: 2, updatedAt: 3 }]);
      expect(other).toEqual([]);
      expect(await database.write((c) => desks.closeSessionRow(c, "ana", "conversation:1"))).toBe(true);
      expect(await database.write((c) => desks.closeSessionRow(c, "ana", "conversation:1"))).toBe(false);
    });

    test("save a policy only over the revision that was read", async () => {
      const save = (expected: number) =>
        database.write((c) => workstreams.savePolicy(c, "live", { offerTime: 2 }, expected));
      expect([await save(1), await save(1), await save(2)]).toEqual([true, false, true]);
      expect(await database.read((c) => workstreams.workstreamByKey(c, "live"))).toMatchObject({
        policyRev: 3,
      });
    });

    test("know a host's person by the host's own id, once", async () => {
      const person = {
        name: "Rosalía",
        email: null,
        phone: null,
        language: null,
        accountId: null,
        externalId: "r",
        createdAt: 1,
      };
      await database.write((c) => customers.insertContact(c, { id: "c1", ...person }));
      await expect(
        database.write((c) => customers.insertContact(c, { id: "c2", ...person })),
      ).rejects.toThrow();
      expect((await database.read((c) => customers.contactByExternal(c, "r")))?.id).toBe("c1");
    });
  });
}
