import { describe, expect, test } from "vitest";
import type { StreamSort } from "#machines/wire/records.ts";
import type { Database } from "../connection.ts";
import * as agents from "../repositories/agents.ts";
import * as articles from "../repositories/articles.ts";
import * as conversations from "../repositories/conversations.ts";
import * as customers from "../repositories/customers.ts";
import * as pages from "../repositories/pages.ts";
import * as records from "../repositories/records.ts";
import * as settings from "../repositories/settings.ts";
import * as tabs from "../repositories/tabs.ts";
import { agentRow, conversationRow } from "./rows.ts";

/** Records, search, pages of rows, tabs and settings. Part of the contract of every dialect. */
export function recordsContract(dialect: string, database: () => Database): void {
  const contact = (id: string, name: string, more: object = {}) =>
    database().write((c) => customers.insertContact(c, { id, name, createdAt: 1, ...more }));
  const find = (
    text: string,
    kinds = ["contact", "account", "case"] as const,
    page = { offset: 0, limit: 20 },
  ) => database().read((c) => c.search.records({ text, kinds, ...page }));
  const ids = async (text: string) => (await find(text)).hits.map((hit) => hit.id);

  describe(`${dialect}: search`, () => {
    test("folds accents and case, takes beginnings of words, in any order", async () => {
      await contact("c1", "Rosalía Castro", {
        email: "rosalia@follasnovas.example",
        phone: "+34 600 000 101",
      });
      await contact("c2", "Núñez, Ánxela");
      await database().write((c) => customers.insertAccount(c, { id: "a1", name: "Follas Novas" }));
      const row = { id: "k1", number: 1042, title: "Chaleira rota", status: "open", createdAt: 1 } as const;
      await database().write((c) => customers.insertCase(c, row));
      expect(await ids("rosalia")).toEqual(["c1"]);
      expect(await ids("ROSALÍA cas")).toEqual(["c1"]);
      expect(await ids("castro ros")).toEqual(["c1"]);
      expect(await ids("nun")).toEqual(["c2"]);
      expect(await ids("an\u0301xela")).toEqual(["c2"]);
      expect(await ids("600000101")).toEqual(["c1"]);
      expect(await ids("follas")).toEqual(["a1", "c1"]);
      expect(await ids("1042")).toEqual(["k1"]);
      expect(await ids("chaleira enteira")).toEqual([]);
    });

    test.each([
      '"',
      "'",
      "*",
      "rosal*",
      'a" OR b',
      "NEAR(a b)",
      "title:x",
      "(",
      "-",
      "",
      "   ",
      "👩‍👩‍👧",
      "^a",
    ])("takes what people type as words, never as syntax: %j", async (text) => {
      await contact("c1", "Rosalía Castro");
      const { hits } = await find(text);
      expect(hits.length).toBe(text === "rosal*" ? 1 : 0);
    });

    test("is in step with every change, and not with what was undone", async () => {
      await contact("c1", "Rosalía");
      const saved = { rev: 1, updatedAt: 2 };
      await database().write((c) => records.saveContact(c, "c1", { name: "Xoán" }, saved));
      expect([await ids("rosalia"), await ids("xoan")]).toEqual([[], ["c1"]]);
      const undone = database().write(async (c) => {
        await records.saveContact(c, "c1", { name: "Brais" }, { rev: 2, updatedAt: 3 });
        throw new Error("no");
      });
      await expect(undone).rejects.toThrow("no");
      expect([await ids("brais"), await ids("xoan")]).toEqual([[], ["c1"]]);
    });

    test("puts names before other words, and goes on page by page", async () => {
      await contact("body", "Outra", { description: "fala de Castro" });
      await contact("name", "Castro");
      expect(await ids("castro")).toEqual(["name", "body"]);
      for (let count = 0; count < 30; count += 1) await contact(`m${count}`, "Moitas");
      const seen = new Set<string>();
      for (let offset = 0; offset < 40; offset += 8) {
        const page = await find("moitas", undefined, { offset, limit: 8 });
        expect(page.total).toBe(30);
        for (const hit of page.hits) seen.add(hit.id);
      }
      expect(seen.size).toBe(30);
      expect(await find("castro", ["account"] as never)).toEqual({ hits: [], total: 0 });
    });

    test("finds articles by title before body, and says which parts of them match", async () => {
      const article = (id: string, title: string, body: string, more: object = {}) =>
        database().write((c) =>
          articles.insertArticle(c, {
            id,
            slug: id,
            title,
            body,
            language: "gl",
            tags: [],
            published: true,
            rev: 1,
            createdAt: 1,
            updatedAt: 1,
            ...more,
          }),
        );
      expect(await article("one", "Envíos", "Como quitar o cal da chaleira. <b>Ola</b>")).toBe(true);
      expect(await article("two", "Quitar o CAL", "Con vinagre.", { tags: ["limpeza"] })).toBe(true);
      expect(await article("three", "Cal", "Borrador", { published: false })).toBe(true);
      expect(await article("four", "Cal viva", "Outra lingua", { language: "es" })).toBe(true);
      expect(await article("five", "Cal", "Mesmo enderezo", { slug: "one" })).toBe(false);
      const search = (text: string, more: object = {}) =>
        database().read((c) =>
          c.search.articles({ text, language: "gl", tag: null, drafts: false, offset: 0, limit: 9, ...more }),
        );
      const { hits, total } = await search("cál");
      expect(hits.map((hit) => hit.id)).toEqual(["two", "one"]);
      expect(total).toBe(2);
      expect(hits[0]?.title).toEqual({ text: "Quitar o CAL", marks: [[9, 12]] });
      const { text, marks } = hits[1]?.snippet ?? { text: "", marks: [] };
      expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(["cal"]);
      expect(text).toContain("<b>Ola</b>");
      expect((await search("cal", { drafts: true })).total).toBe(3);
      expect((await search("cal", { language: null })).total).toBe(3);
      expect((await search("cal", { tag: "limpeza" })).hits.map((hit) => hit.id)).toEqual(["two"]);
      expect((await search("limp")).hits.map((hit) => hit.id)).toEqual(["two"]);
    });
  });

  describe(`${dialect}: records`, () => {
    test("are saved only over the revision that was read, and found by what belongs to them", async () => {
      await contact("c1", "Ánxela", {
        email: "Anxela@Forno.example",
        phone: "981 00 00 01",
        accountId: "a1",
      });
      await database().write((c) => customers.insertAccount(c, { id: "a1", name: "O Forno" }));
      const save = (rev: number) =>
        database().write((c) => records.saveContact(c, "c1", { jobTitle: "x" }, { rev, updatedAt: 9 }));
      expect([await save(1), await save(1), await save(2)]).toEqual([true, false, true]);
      expect(await database().read((c) => records.contactView(c, "c1"))).toMatchObject({
        rev: 2,
        updatedAt: 9,
        account: { id: "a1", name: "O Forno" },
      });
      const matching = (given: { emails: string[]; phones: string[] }) =>
        database().read((c) => records.contactsMatching(c, given, 5));
      expect(await matching({ emails: ["anxela@forno.EXAMPLE"], phones: [] })).toHaveLength(1);
      expect(await matching({ emails: [], phones: ["+34 981000001"] })).toHaveLength(1);
      expect(await matching({ emails: ["x@y.zz"], phones: ["1"] })).toEqual([]);
      expect(await database().read((c) => records.contactsOfAccount(c, "a1", 5))).toHaveLength(1);
    });
  });

  describe(`${dialect}: pages of work items`, () => {
    const none = { state: null, channel: null, workstream: null, about: null };
    const open = { stream: "open", queues: ["general"] } as const;

    test.each<[StreamSort, "asc" | "desc"]>(
      (["line", "created", "updated", "waiting", "workstream"] as const).flatMap((by) => [
        [by, "asc"],
        [by, "desc"],
      ]),
    )("of the open stream by %s, %s: each row once, in order, to the end", async (by, direction) => {
      await database().write(async (c) => {
        for (let index = 0; index < 40; index += 1) {
          // Many are equal in what they are sorted by: the id decides.
          const times = {
            createdAt: index % 7,
            updatedAt: index % 5,
            waitingSince: index % 3 ? index % 4 : null,
          };
          const priority = index % 11 === 0 ? 1 : 0;
          await conversations.insertConversation(c, conversationRow({ id: `i${index}`, priority, ...times }));
        }
        await conversations.insertConversation(c, conversationRow({ id: "else", queueId: "other" }));
        await conversations.insertConversation(c, conversationRow({ id: "taken", state: "active" }));
      });
      const seen: string[] = [];
      let after: pages.Place | null = null;
      do {
        const page: Awaited<ReturnType<typeof pages.pageOf>> = await database().read((c) =>
          pages.pageOf(c, { of: open, sort: { by, direction }, filter: none, after, limit: 7 }),
        );
        seen.push(...page.items.map((item) => item.id));
        after = page.next;
      } while (after !== null);
      expect(new Set(seen).size).toBe(40);
      expect(seen).toHaveLength(40);
      const rows = await database().read((c) =>
        Promise.all(seen.map((id) => conversations.conversationById(c, id))),
      );
      const value = (row: (typeof rows)[number]) =>
        by === "line"
          ? (row?.createdAt ?? 0) - (row?.priority ?? 0) * 1_000
          : by === "waiting"
            ? (row?.waitingSince ?? Number.MAX_SAFE_INTEGER)
            : by === "workstream"
              ? 0
              : by === "created"
                ? (row?.createdAt ?? 0)
                : (row?.updatedAt ?? 0);
      const values = rows.map(value);
      expect(values).toEqual([...values].sort((a, b) => (direction === "asc" ? a - b : b - a)));
      expect(await database().read((c) => pages.countOf(c, { of: open, filter: none }))).toBe(40);
    });

    test("hold to their filter, and to whom they belong", async () => {
      await contact("c1", "Zulema");
      await contact("c2", "Ánxela");
      await database().write(async (c) => {
        await agents.insertAgent(c, agentRow("ana"));
        const own = { ownerId: "ana", state: "active" } as const;
        await conversations.insertConversation(c, conversationRow({ id: "z", contactId: "c1", ...own }));
        await conversations.insertConversation(c, conversationRow({ id: "a", contactId: "c2", ...own }));
        await conversations.insertConversation(c, conversationRow({ id: "v", visitorId: "v1", ...own }));
        await conversations.insertConversation(
          c,
          conversationRow({ id: "w", affinityId: "ana", state: "waiting", channel: "sms", caseId: "k" }),
        );
        await conversations.insertConversation(
          c,
          conversationRow({ id: "e", ownerId: "ana", state: "ended", closedAt: 50 }),
        );
        await customers.insertVisitor(c, {
          id: "v1",
          tokenHash: "t",
          number: 7,
          contactId: null,
          createdAt: 1,
        });
        await conversations.insertConversation(c, conversationRow({ id: "n", customer: "visitor:v1" }));
      });
      const page = async (
        of: pages.StreamOf,
        filter: Partial<pages.RowFilter> = {},
        by: StreamSort = "customer",
      ) =>
        (
          await database().read((c) =>
            pages.pageOf(c, {
              of,
              sort: { by, direction: "asc" },
              filter: { ...none, ...filter },
              after: null,
              limit: 9,
            }),
          )
        ).items.map((item) => item.id);
      const mine = { stream: "mine", agent: "ana" } as const;
      expect(await page(mine)).toEqual(["a", "z", "w", "v"]);
      expect(await page(mine, { state: "waiting" })).toEqual(["w"]);
      expect(await page(mine, { channel: "sms" })).toEqual(["w"]);
      expect(await page(mine, { workstream: "nowhere" })).toEqual([]);
      const nobody = { contacts: [], cases: [], visitor: null };
      expect(await page(mine, { about: nobody })).toEqual([]);
      expect(await page(mine, { about: { ...nobody, contacts: ["c1"], cases: ["k"] } })).toEqual(["z", "w"]);
      expect(await page(open, { about: { ...nobody, visitor: 7 } }, "line")).toEqual(["n"]);
      expect(await page({ stream: "closed", agent: "ana", since: 50 })).toEqual(["e"]);
      expect(await page({ stream: "closed", agent: "ana", since: 51 })).toEqual([]);
      expect(await page({ stream: "open", queues: [] }, {}, "line")).toEqual([]);
    });
  });

  describe(`${dialect}: tabs and settings`, () => {
    test("keep a session's tabs in order, with what they show", async () => {
      const row = { agentId: "ana", session: "s", subject: null, openedAt: 1 };
      await database().write(async (c) => {
        await tabs.openTabRow(c, {
          ...row,
          id: "b",
          kind: "search",
          position: 2,
          params: { text: "á", page: 2 },
        });
        await tabs.openTabRow(c, { ...row, id: "a", kind: "knowledge", position: 1, params: {} });
        await tabs.openTabRow(c, {
          ...row,
          session: "t",
          id: "a",
          kind: "knowledge",
          position: 1,
          params: {},
        });
        await tabs.saveTabRow(c, "ana", "s", "a", { languages: ["gl", "en"] });
      });
      const of = (session: string) => database().read((c) => tabs.tabsIn(c, "ana", session));
      expect((await of("s")).map(({ id, params }) => [id, params])).toEqual([
        ["a", { languages: ["gl", "en"] }],
        ["b", { text: "á", page: 2 }],
      ]);
      await database().write((c) => tabs.closeTabsIn(c, "ana", "s"));
      expect([(await of("s")).length, (await of("t")).length]).toEqual([0, 1]);
      expect(await database().write((c) => tabs.closeTabRow(c, "ana", "s", "a"))).toBe(false);
    });

    test("save a setting only over the revision that was read", async () => {
      const save = (limit: number, expected: number) =>
        database().write((c) => settings.saveSetting(c, "sessions", { limit }, expected, 1));
      expect([await save(1, 1), await save(2, 0), await save(3, 0), await save(4, 1)]).toEqual([
        false,
        true,
        false,
        true,
      ]);
      expect(await database().read((c) => settings.settingOf(c, "sessions"))).toEqual({
        value: { limit: 4 },
        rev: 2,
      });
    });
  });
}
