import { describe, expect, test } from "vitest";
import type { Database } from "../connection.ts";
import * as agents from "../repositories/agents.ts";
import * as conversations from "../repositories/conversations.ts";
import * as customers from "../repositories/customers.ts";
import * as desks from "../repositories/desks.ts";
import * as workstreams from "../repositories/workstreams.ts";
import { agentRow, conversationRow } from "./rows.ts";

/** Capacity, desks and settings. Part of the contract of every dialect. */
export function peopleContract(dialect: string, database: () => Database): void {
  describe(`${dialect}: capacity`, () => {
    test("is taken while there is room, by one conditional update", async () => {
      await database().write((c) => agents.insertAgent(c, { ...agentRow("ana"), capacity: 3 }));
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => database().write((c) => agents.takeCapacity(c, "ana", 1, 0, false))),
      );
      expect(taken.filter(Boolean).map((each) => each?.load)).toEqual([1, 2, 3]);
      expect(await database().write((c) => agents.takeCapacity(c, "ana", 1, 0, true))).toEqual({
        load: 4,
        capacity: 3,
      });
      expect(await database().write((c) => agents.freeCapacity(c, "ana", 2, 77))).toEqual({
        load: 2,
        capacity: 3,
      });
      expect((await database().read((c) => agents.agentById(c, "ana")))?.idleSince).toBe(77);
    });

    test("tells who may be asked: active members with room", async () => {
      await database().write(async (c) => {
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
      const asked = await database().read((c) => agents.candidatesOf(c, "general", 1));
      expect(asked).toEqual([{ id: "ana", presence: "offline", idleSince: 0, conversations: 1 }]);
    });
  });

  describe(`${dialect}: desks and settings`, () => {
    test("keep sessions in order and drafts by field", async () => {
      await database().write(async (c) => {
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
      const [sessions, drafts, other] = await database().read((c) =>
        Promise.all([desks.sessionsOf(c, "ana"), desks.draftsOf(c, "ana"), desks.draftsOf(c, "brais")]),
      );
      expect(sessions.map((each) => each.subject)).toEqual(["1", "2"]);
      expect(drafts).toEqual([{ session: "s", field: "message", text: "Ola!", rev: 2, updatedAt: 3 }]);
      expect(other).toEqual([]);
      expect(await database().write((c) => desks.closeSessionRow(c, "ana", "conversation:1"))).toBe(true);
      expect(await database().write((c) => desks.closeSessionRow(c, "ana", "conversation:1"))).toBe(false);
    });

    test("save a policy only over the revision that was read", async () => {
      const save = (expected: number) =>
        database().write((c) => workstreams.savePolicy(c, "live", { offerTime: 2 }, expected));
      expect([await save(1), await save(1), await save(2)]).toEqual([true, false, true]);
      expect(await database().read((c) => workstreams.workstreamByKey(c, "live"))).toMatchObject({
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
      await database().write((c) => customers.insertContact(c, { id: "c1", ...person }));
      await expect(
        database().write((c) => customers.insertContact(c, { id: "c2", ...person })),
      ).rejects.toThrow();
      expect((await database().read((c) => customers.contactByExternal(c, "r")))?.id).toBe("c1");
    });
  });
}
