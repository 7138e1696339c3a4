import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Database } from "../connection.ts";
import * as agents from "../repositories/agents.ts";
import * as conversations from "../repositories/conversations.ts";
import * as log from "../repositories/log.ts";
import * as system from "../repositories/system.ts";
import * as timers from "../repositories/timers.ts";
import { agentRow, conversationRow, eventRow, timerRow } from "./rows.ts";

/** Units of work, the log and the timers. Part of the contract of every dialect. */
export function unitsContract(dialect: string, database: () => Database): void {
  describe(`${dialect}: units of work`, () => {
    test("are kept whole or not at all, each by itself, also when they share a commit", async () => {
      const outcomes = await Promise.allSettled(
        [1, 2, 3, 4].map((value) =>
          database().write(async (c) => {
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
      const kept = await database().read(async (c) =>
        Promise.all([1, 2, 3, 4].map(async (value) => (await system.factOf(c, `fact-${value}`)) !== null)),
      );
      expect(kept).toEqual([true, false, true, true]);
    });

    test("come in the order in which they were asked for", async () => {
      const numbers = await Promise.all(
        Array.from({ length: 300 }, () => database().write((c) => system.nextNumber(c, "visitor"))),
      );
      expect(numbers).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    });

    test("can try something and undo only that", async () => {
      await database().write(async (c) => {
        await system.setFact(c, "kept", { yes: true });
        await expect(
          c.attempt(async () => {
            await system.setFact(c, "undone", { yes: true });
            throw new Error("no");
          }),
        ).rejects.toThrow("no");
      });
      expect(await database().read((c) => system.factOf(c, "kept"))).toEqual({ yes: true });
      expect(await database().read((c) => system.factOf(c, "undone"))).toBeNull();
    });

    test("are not seen by readers before their commit", async () => {
      let seen: unknown = "not looked";
      await database().write(async (c) => {
        await system.setFact(c, "early", { yes: true });
        seen = await database().read((reader) => system.factOf(reader, "early"));
      });
      expect(seen).toBeNull();
      expect(await database().read((c) => system.factOf(c, "early"))).toEqual({ yes: true });
    });

    test("go on after one that failed", async () => {
      await expect(database().write((c) => agents.insertAgent(c, agentRow("a")))).resolves.toBeUndefined();
      await expect(database().write((c) => agents.insertAgent(c, agentRow("a")))).rejects.toThrow();
      await expect(database().write((c) => agents.insertAgent(c, agentRow("b")))).resolves.toBeUndefined();
    });
  });

  describe(`${dialect}: timers`, () => {
    test("are armed anew in place, cancelled, and found when due", async () => {
      await database().write(async (c) => {
        await timers.armTimer(c, timerRow({ timerId: "t1", dueAt: 100 }));
        await timers.armTimer(c, timerRow({ timerId: "t1", dueAt: 50 }));
        await timers.armTimer(c, timerRow({ timerId: "t2", dueAt: 70 }));
        await timers.armTimer(c, timerRow({ timerId: "t3", dueAt: 10 }));
        await timers.cancelTimer(c, "liveChat", "m1", "t3");
      });
      const running = await database().read((c) => timers.timersOf(c, "liveChat", "m1"));
      expect(running.map((timer) => [timer.timerId, timer.dueAt])).toEqual([
        ["t1", 50],
        ["t2", 70],
      ]);
      expect(await database().read((c) => timers.nextDue(c))).toBe(50);
      expect(await database().read((c) => timers.dueMachines(c, 49, 10))).toEqual([]);
      // As often as it has one, t1 and t2.
      const due = { machine: "liveChat", machineId: "m1" };
      expect(await database().read((c) => timers.dueMachines(c, 80, 10))).toEqual([due, due]);
    });

    test("of a person move by a down-time, and so does the deadline that is shown", async () => {
      const conversation = conversationRow({ state: "offered", deadline: 150 });
      await database().write(async (c) => {
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
      const [first, others] = await database().read((c) =>
        Promise.all([timers.timersOf(c, "liveChat", conversation.id), timers.timersOf(c, "liveChat", "x")]),
      );
      expect(first.map((timer) => timer.dueAt)).toEqual([450]);
      expect(others.map((timer) => [timer.timerId, timer.dueAt])).toEqual([
        ["calendar", 480],
        ["after", 500],
      ]);
      expect(
        (await database().read((c) => conversations.conversationById(c, conversation.id)))?.deadline,
      ).toBe(450);
    });
  });

  describe(`${dialect}: the log`, () => {
    test("has one sequence without gaps, also beside what failed", async () => {
      await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          database().write(async (c) => {
            await log.appendEvent(c, eventRow(`m${index}`));
            if (index % 3 === 0) throw new Error("no");
          }),
        ),
      );
      const events = await database().read((c) => log.eventsAfter(c, 0, 100));
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      expect(events[0]).toMatchObject({
        payload: { n: 1 },
        audience: { before: ["a"], after: ["b"] },
        before: null,
      });
      expect(await database().read((c) => log.logBounds(c))).toEqual({ first: 1, last: events.length });
      expect(await database().read((c) => log.eventsAfter(c, 3, 2))).toMatchObject([{ seq: 4 }, { seq: 5 }]);
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
      await database().write((c) => log.keepCommand(c, row));
      expect(await database().read((c) => log.commandOf(c, row.principal, row.id))).toEqual(row);
      expect(await database().read((c) => log.commandOf(c, "agent:brais", row.id))).toBeNull();
      await database().write((c) => log.forgetCommands(c, 6));
      expect(await database().read((c) => log.commandOf(c, row.principal, row.id))).toBeNull();
    });

    test("hands out follow-ups in order, each once", async () => {
      const ids = await database().write(async (c) => [
        await log.addFollowup(c, { name: "a", target: "x", input: {}, at: 1 }),
        await log.addFollowup(c, { name: "b", target: "y", input: { n: 1 }, at: 1 }),
      ]);
      expect((await database().read((c) => log.openFollowups(c, 10))).map((row) => row.id)).toEqual(ids);
      const done = () => database().write((c) => log.followupDone(c, ids[0] ?? 0));
      expect([await done(), await done()]).toEqual([true, false]);
    });
  });
}
