import { describe, expect, test } from "vitest";
import type { Database } from "../connection.ts";
import * as agents from "../repositories/agents.ts";
import * as conversations from "../repositories/conversations.ts";
import * as items from "../repositories/items.ts";
import * as messages from "../repositories/messages.ts";
import { agentRow, conversationRow, messageRow } from "./rows.ts";

/** Conversations and their messages. Part of the contract of every dialect. */
export function conversationsContract(dialect: string, database: () => Database): void {
  describe(`${dialect}: conversations`, () => {
    test("come back as they were stored", async () => {
      const row = conversationRow({
        page: "https://example.org/ñ?a=1",
        snapshot: { value: { open: "queued" }, context: { at: 1, owner: null } },
      });
      await database().write((c) => conversations.insertConversation(c, row));
      expect(await database().read((c) => conversations.conversationById(c, row.id))).toEqual(row);
      expect(await database().read((c) => conversations.conversationById(c, "nobody"))).toBeNull();
    });

    test("are saved only over the revision that was read", async () => {
      const row = conversationRow({});
      await database().write((c) => conversations.insertConversation(c, row));
      const save = (rev: number, expected: number) =>
        database().write((c) => conversations.updateConversation(c, { ...row, rev }, expected));
      expect(await save(1, 0)).toBe(true);
      expect(await save(1, 0)).toBe(false);
      expect(await save(2, 1)).toBe(true);
    });

    test("have one that is open for a customer in a workstream", async () => {
      const first = conversationRow({ customer: "visitor:1", state: "active" });
      await database().write((c) => conversations.insertConversation(c, first));
      const second = conversationRow({ customer: "visitor:1", state: "queued" });
      await expect(database().write((c) => conversations.insertConversation(c, second))).rejects.toThrow();
      const over = conversationRow({ customer: "visitor:1", state: "wrapUp", createdAt: 5 });
      await database().write((c) => conversations.insertConversation(c, over));
      expect(
        (await database().read((c) => conversations.openConversationOf(c, "visitor:1", "live")))?.id,
      ).toBe(first.id);
      expect(
        (await database().read((c) => conversations.latestConversationOf(c, "visitor:1", "live")))?.id,
      ).toBe(over.id);
    });

    test("stand in line: first those who were with somebody, then by age", async () => {
      const rows = [
        conversationRow({ id: "late", createdAt: 3 }),
        conversationRow({ id: "early", createdAt: 1 }),
        conversationRow({ id: "back", createdAt: 9, priority: 1 }),
        conversationRow({ id: "taken", createdAt: 0, state: "active" }),
      ];
      await database().write(async (c) => {
        for (const row of rows) await conversations.insertConversation(c, row);
      });
      const line = await database().read((c) => conversations.lineOfQueue(c, "general", 10));
      expect(line.map((row) => row.id)).toEqual(["back", "early", "late"]);
      const ahead = await database().read((c) =>
        Promise.all(line.map((row) => conversations.aheadInLine(c, row))),
      );
      expect(ahead).toEqual([0, 1, 2]);
      const open = await database().read((c) => items.itemsOpen(c, ["general"]));
      expect(open.map((item) => item.id)).toEqual(["back", "early", "late"]);
      expect(await database().read((c) => items.itemsOpen(c, []))).toEqual([]);
    });

    test("are rows of the lists of those who have them", async () => {
      await database().write(async (c) => {
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
      const [mine, closed] = await database().read((c) =>
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
      await database().write(async (c) => {
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
      expect(await database().write((c) => messages.insertMessage(c, twice))).toBe(true);
      expect(await database().write((c) => messages.insertMessage(c, { ...twice, seq: 7 }))).toBe(false);

      const page = await database().read((c) => messages.messagesBefore(c, conversation.id, 6, 2));
      expect(page.messages.map((each) => [each.seq, each.author])).toEqual([
        [4, "ana"],
        [5, null],
      ]);
      expect(page.more).toBe(true);
      const between = await database().read((c) => messages.messagesBetween(c, conversation.id, 2, 3));
      expect(between.map((each) => each.seq)).toEqual([2, 3]);
    });

    test("are read forwards only, and unread counts the customer's", async () => {
      const conversation = conversationRow({ ownerId: "ana", state: "active", customerCount: 3, lastSeq: 5 });
      await database().write(async (c) => {
        await agents.insertAgent(c, agentRow("ana"));
        await conversations.insertConversation(c, conversation);
        for (let seq = 1; seq <= 5; seq += 1) {
          await messages.insertMessage(
            c,
            messageRow(conversation.id, seq, "customer", Math.ceil(seq / 2), null),
          );
        }
      });
      const unread = async () => (await database().read((c) => items.itemById(c, conversation.id)))?.unread;
      const read = (seq: number) =>
        database().write((c) => messages.markRead(c, conversation.id, "ana", seq));
      expect(await unread()).toBe(3);
      expect(await read(3)).toBe(true);
      expect(await unread()).toBe(1);
      expect(await read(2)).toBe(false);
      expect(await read(99)).toBe(true);
      expect(await unread()).toBe(0);
      expect(await database().read((c) => messages.lastReadBy(c, conversation.id, "ana"))).toBe(5);
    });
  });
}
