import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AgentPrincipal } from "../principal.ts";
import { HOUR, makeWorld, type World } from "../testing/world.ts";
import { addressesIn } from "./records.ts";

/** Search, knowledge, templates, pages of work items and the installation's settings, as a page calls them. */
let world: World;
let ana: AgentPrincipal;
let carme: AgentPrincipal;
let admin: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
  carme = await world.agent("Carme", { role: "supervisor", line: false });
  admin = await world.agent("Admin", { role: "admin", line: false });
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const id = () => randomUUID();
const contactOf = async (fields: Record<string, unknown>) => {
  const made = await world.caller(ana).contact.create({ id: id(), fields });
  return (made as { contact: string }).contact;
};

describe("a search", () => {
  test("finds contacts, accounts and cases, and the conversations that one may read", async () => {
    const contact = await contactOf({ name: "Rosalía Castro" });
    await world.caller(ana).case.create({ id: id(), fields: { title: "Castro de Baroña", contact } });
    await world.caller(ana).account.create({ id: id(), fields: { name: "Castro e fillos" } });
    const mine = await world.say(await world.visitor());
    await world.give(ana, "offer.accept", { conversation: mine });
    await world.give(ana, "conversation.linkContact", { conversation: mine, contact });
    const { rows, total } = await world.caller(ana).search.find({ text: "castro" });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(
      new Set(["contact", "case", "account", "conversation"]),
    );
    expect(total).toBe(4);
    const brais = await world.agent("Brais", { line: false });
    const theirs = await world.caller(brais).search.find({ text: "castro", kinds: ["conversation"] });
    expect(theirs.rows).toEqual([]);
    const overseen = await world.caller(carme).search.find({ text: "castro", kinds: ["conversation"] });
    expect(overseen.rows).toMatchObject([
      { id: mine, customer: { kind: "contact", name: "Rosalía Castro" } },
    ]);
    const byNumber = await world.caller(ana).search.find({ text: "visitor 1", kinds: ["conversation"] });
    expect(byNumber.rows).toMatchObject([{ id: mine }]);
  });

  test("goes on page by page over all kinds, and each is there once", async () => {
    for (let count = 0; count < 7; count += 1) {
      const contact = await contactOf({ name: `Moitas ${count}` });
      const conversation = await world.say(await world.visitor());
      await world.give(ana, "conversation.linkContact", { conversation, contact });
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { rows: { id: string }[]; next: string | null } = await world
        .caller(carme)
        .search.find({ text: "moitas", limit: 4, ...(after === null ? {} : { after }) });
      seen.push(...page.rows.map((row) => row.id));
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(14);
    expect(new Set(seen).size).toBe(14);
  });

  test.each(["nonsense", "", "bnVsbA", Buffer.from('"x"').toString("base64url")])(
    "with a cursor that is none of ours (%j) is refused",
    async (after) => {
      await expect(world.caller(ana).search.find({ text: "a", after })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    },
  );
});

test("a timeline goes back page by page, through conversations, cases and changes", async () => {
  const contact = await contactOf({ name: "Rosalía" });
  for (let count = 0; count < 3; count += 1) {
    world.clock.advance(HOUR);
    const conversation = await world.say(await world.visitor());
    await world.give(ana, "conversation.linkContact", { conversation, contact });
    await world.caller(ana).case.create({ id: id(), fields: { title: `Caso ${count}`, contact } });
  }
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<World["caller"]>["contact"]["timeline"]>> = await world
      .caller(ana)
      .contact.timeline({ record: contact, limit: 2, ...(after === null ? {} : { after }) });
    seen.push(...page.rows.map((row) => row.type));
    after = page.next;
  } while (after !== null);
  expect(seen).toHaveLength(7);
  expect(seen.filter((type) => type === "case")).toHaveLength(3);
  expect(seen[6]).toBe("change");
});

test("a timeline leaves nothing out of what happened in one millisecond", async () => {
  const record = await contactOf({ name: "0" });
  for (let count = 0; count < 12; count += 1) {
    const fields = { name: { base: `${count}`, value: `${count + 1}` } };
    await world.caller(ana).contact.save({ id: id(), record, fields });
  }
  const seen = new Set<string>();
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<World["caller"]>["contact"]["timeline"]>> = await world
      .caller(ana)
      .contact.timeline({ record, limit: 3, ...(after === null ? {} : { after }) });
    for (const row of page.rows) seen.add(row.id);
    after = page.next;
  } while (after !== null);
  expect(seen.size).toBe(13);
});

describe("work items", () => {
  test("come in pages of the asked sort, filtered by words", async () => {
    const contact = await contactOf({ name: "Ánxela" });
    const said: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      world.clock.advance(1_000);
      said.push(await world.say(await world.visitor()));
    }
    const page = (input: object = {}) => world.caller(ana).items.page({ stream: "open", ...input });
    const ids = async (input: object = {}) => (await page(input)).rows.map((row) => row.id);
    expect(await ids()).toEqual(said);
    expect(await ids({ sort: { by: "created", direction: "desc" } })).toEqual([...said].reverse());
    const first = await page({ limit: 2 });
    expect(first.total).toBe(5);
    expect(await ids({ limit: 2, after: first.next })).toEqual(said.slice(2, 4));
    await world.give(ana, "conversation.linkContact", { conversation: said[3] ?? "", contact });
    expect(await ids({ filter: { text: "anx" } })).toEqual([said[3]]);
    expect(await ids({ filter: { text: "visitante 2" } })).toEqual([said[1]]);
    expect(await ids({ filter: { text: "2" } })).toEqual([said[1]]);
    expect(await ids({ filter: { workstream: "persistent" } })).toEqual([]);
    await expect(page({ sort: { by: "customer", direction: "asc" } })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("knowledge", () => {
  const article = (more: object = {}) => ({
    title: "Quitar o cal",
    body: "Vinagre.",
    language: "gl",
    ...more,
  });

  test("is written by supervisors and admins, and agents find what is published", async () => {
    const { knowledge } = world.caller(carme);
    const made = (await knowledge.create({ id: id(), fields: article() })) as {
      article: string;
      slug: string;
    };
    expect(made.slug).toBe("quitar-o-cal");
    expect(await knowledge.create({ id: id(), fields: article() })).toMatchObject({ slug: "quitar-o-cal-2" });
    await expect(
      knowledge.create({ id: id(), fields: article({ slug: "quitar-o-cal" }) }),
    ).rejects.toMatchObject({ message: "slugTaken" });
    await expect(knowledge.create({ id: id(), fields: article({ slug: "Ñ" }) })).rejects.toMatchObject({
      message: "fieldInvalid",
    });
    const search = (who: AgentPrincipal, drafts = false) =>
      world.caller(who).knowledge.search({ text: "cal", drafts });
    expect((await search(ana, true)).rows).toEqual([]);
    expect((await search(carme, true)).rows).toHaveLength(2);
    await expect(world.caller(ana).knowledge.get({ article: made.article })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const published = { published: { base: false, value: true }, tags: { base: [], value: ["limpeza"] } };
    await knowledge.save({ id: id(), article: made.article, fields: published });
    expect((await search(ana)).rows).toMatchObject([
      { id: made.article, title: { text: "Quitar o cal", marks: [[9, 12]] }, tags: ["limpeza"] },
    ]);
    expect(await world.caller(ana).knowledge.get({ article: made.article })).toMatchObject({ rev: 2 });
    expect((await world.caller(ana).knowledge.search({})).rows).toMatchObject([{ id: made.article }]);
    expect((await world.caller(ana).knowledge.search({ tag: "outra" })).rows).toEqual([]);
  });
});

describe("an e-mail template", () => {
  const template = (body: string) => ({
    name: "Grazas",
    subject: "Caso {{ case.number }}",
    body,
    language: "gl",
  });

  test("is filled in from the session, as plain text", async () => {
    const contact = await contactOf({ name: "<b>Rosalía</b> Castro\u202e" });
    const conversation = await world.say(await world.visitor());
    await world.give(ana, "offer.accept", { conversation });
    await world.give(ana, "conversation.linkContact", { conversation, contact });
    const body =
      "Ola {{ contact.name }}:\n{{ conversation.createdAt | date }}. {{ account.name }}\n{{ agent.name }}";
    const { template: made } = (await world.caller(admin).templates.create({
      id: id(),
      fields: template(body),
    })) as { template: string };
    const preview = await world
      .caller(ana)
      .templates.preview({ template: made, session: `conversation:${conversation}` });
    expect(preview).toEqual({
      subject: "Caso",
      body: "Ola <b>Rosalía</b> Castro\u202e:\n22 de novembro de 2026. \nAna",
      missing: ["case.number", "account.name"],
    });
    const home = await world.caller(ana).templates.preview({ template: made, session: "home" });
    expect(home.missing).toContain("contact.name");
  });

  test("is not filled in with a conversation that one may not read", async () => {
    const conversation = await world.say(await world.visitor());
    await world.give(ana, "offer.accept", { conversation });
    await world.caller(admin).templates.create({ id: id(), fields: template("x") });
    const [first] = await world.caller(ana).templates.list();
    const brais = await world.agent("Brais", { line: false });
    const session = `conversation:${conversation}`;
    await expect(
      world.caller(brais).templates.preview({ template: first?.id ?? "", session }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test.each([
    ["Ola\n{% include 'x' %}", { reason: "unknownTag", line: 2, name: "include" }],
    ["{% render 'x' %}", { reason: "unknownTag", line: 1, name: "render" }],
    ["{{ contact.name | shout }}", { reason: "unknownFilter", line: 1, name: "shout" }],
    ["a\nb\n {{ contact.password }}", { reason: "unknownVariable", line: 3, name: "contact.password" }],
    ["{{ contact.__proto__ }}", { reason: "unknownVariable", line: 1 }],
    ["{{ contact.constructor }}", { reason: "unknownVariable", line: 1 }],
    ["{{ 'now' | date_to_xmlschema }}", { reason: "unknownFilter", line: 1 }],
    ["{% if contact %}", { reason: "syntax", line: 1 }],
    ["{{ contact.name", { reason: "syntax", line: 1 }],
    ["{% for i in (1..100000000) %}x{% endfor %}", { reason: "tooMuch" }],
  ])("that cannot be filled in is refused when it is saved, with its line: %j", async (body, fault) => {
    await expect(
      world.caller(admin).templates.create({ id: id(), fields: template(body) }),
    ).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "templateInvalid",
      cause: { failure: { data: { field: "body", ...fault } } },
    });
    expect(await world.caller(ana).templates.list()).toEqual([]);
  });
});

describe("what the installation sets", () => {
  const save = (part: string, value: unknown, baseRev = 0) =>
    world.caller(admin).installation.save({ id: id(), part, value, baseRev });
  const page = (url: string) => ({ pages: [{ id: "p", name: "P", url, roles: [] }] });

  test.each([
    ["sessions", { limit: 0 }, "limit"],
    ["sessions", { limit: 51 }, "limit"],
    ["sessions", { limit: 5, more: 1 }, ""],
    ["pages", page("http://example.org/"), "pages.0.url"],
    ["pages", page("javascript:alert(1)"), "pages.0.url"],
    ["pages", page("https://user:secret@example.org/"), "pages.0.url"],
    ["pages", page("data:text/html,x"), "pages.0.url"],
    ["pages", page("//example.org"), "pages.0.url"],
    ["dashboards", { agent: [], supervisor: [] }, "agent"],
    [
      "dashboards",
      { agent: [{ stream: "open", sort: { by: "customer", direction: "asc" } }], supervisor: [] },
      "agent.0",
    ],
  ])("is refused out of its bounds: %s %j", async (part, value, field) => {
    await expect(save(part, value)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "settingOutOfBounds",
      cause: { failure: { data: { field } } },
    });
  });

  test.each([
    "https://stock.example/x?y=1",
    "http://localhost:4000/",
    "http://127.0.0.1/",
    "http://[::1]:1/",
  ])("takes a page from %s", async (url) => {
    expect(await save("pages", page(url))).toEqual({ rev: 1 });
  });

  test("saved by two on the same base is a conflict that tells what is there", async () => {
    await save("sessions", { limit: 3 });
    await expect(save("sessions", { limit: 4 })).rejects.toMatchObject({
      message: "changedMeanwhile",
      cause: { failure: { data: { value: { limit: 3 }, rev: 1 } } },
    });
    expect((await world.caller(admin).installation.get()).sessions).toEqual({ value: { limit: 3 }, rev: 1 });
  });
});

test("addresses are read out of whatever somebody writes, also when it is made to take long", () => {
  expect(addressesIn("a@b.gal, tel. 600 000 101; (981) 55 44 33 / 12345")).toEqual({
    emails: ["a@b.gal"],
    phones: ["600 000 101", "981) 55 44 33"],
  });
  for (const text of ["a".repeat(64_000), "1 ".repeat(32_000), "a@".repeat(32_000), "1-".repeat(32_000)]) {
    const { emails, phones } = addressesIn(text);
    expect(Math.max(emails.length, phones.length)).toBeLessThanOrEqual(10);
  }
});
