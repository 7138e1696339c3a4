import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventsOf } from "#db/repositories/log.ts";
import type { Reply } from "#machines/wire/frames.ts";
import type { AgentPrincipal } from "../principal.ts";
import { makeWorld, SECOND, type World } from "../testing/world.ts";

/** Contacts, accounts and cases: made, changed by several people at once, and linked to conversations. */
let world: World;
let ana: AgentPrincipal;
let brais: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
  brais = await world.agent("Brais", { line: false });
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

function idIn(reply: Reply, key: string): string {
  if (!reply.ok) throw new Error(reply.message);
  return String((reply.data as Record<string, unknown>)[key]);
}
const contactOf = async (fields: Record<string, unknown>) =>
  idIn(await world.give(ana, "contact.create", { fields }), "contact");
const get = (contact: string) => world.caller(ana).contact.get({ record: contact });
const save = (who: AgentPrincipal, record: string, fields: Record<string, unknown>) =>
  world.give(who, "contact.save", { record, fields });

describe("a form that two people fill in at once", () => {
  test("keeps both, as long as they touched different fields", async () => {
    const contact = await contactOf({ name: "Rosalía", phone: "600" });
    expect(await save(ana, contact, { name: { base: "Rosalía", value: "Rosalía Castro" } })).toEqual({
      ok: true,
      data: { rev: 2 },
    });
    expect(await save(brais, contact, { phone: { base: "600", value: "601" } })).toMatchObject({ ok: true });
    expect(await get(contact)).toMatchObject({ name: "Rosalía Castro", phone: "601", rev: 3 });
  });

  test("tells of the same field what each wrote, and writes nothing of that save", async () => {
    const contact = await contactOf({ name: "Rosalía", phone: "600" });
    await save(ana, contact, { name: { base: "Rosalía", value: "Rosalía Castro" } });
    const reply = await save(brais, contact, {
      name: { base: "Rosalía", value: "Rosalía de Castro" },
      phone: { base: "600", value: "601" },
    });
    expect(reply).toMatchObject({
      ok: false,
      code: "CONFLICT",
      message: "fieldsConflict",
      data: {
        conflicts: [{ field: "name", base: "Rosalía", yours: "Rosalía de Castro", theirs: "Rosalía Castro" }],
        record: { id: contact, rev: 2 },
      },
    });
    expect(await get(contact)).toMatchObject({ name: "Rosalía Castro", phone: "600", rev: 2 });
    // On the newer base it is what brais chose.
    const chosen = { base: "Rosalía Castro", value: "Rosalía de Castro" };
    expect(await save(brais, contact, { name: chosen })).toMatchObject({ ok: true });
  });

  test("is no conflict where both wrote the same, or one only looked", async () => {
    const contact = await contactOf({ name: "Rosalía" });
    await save(ana, contact, { name: { base: "Rosalía", value: "Castro" } });
    expect(await save(brais, contact, { name: { base: "Rosalía", value: "Castro" } })).toMatchObject({
      ok: true,
    });
    expect(await save(brais, contact, { name: { base: "Rosalía", value: "Rosalía" } })).toMatchObject({
      ok: true,
    });
    expect(await get(contact)).toMatchObject({ name: "Castro", rev: 2 });
  });

  test.each([1, 2, 3, 4, 5])("loses nothing silently, whatever they do (seed %i)", async (seed) => {
    let state = seed * 7_919;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    };
    const names = ["name", "phone", "jobTitle", "description"] as const;
    type Form = Record<(typeof names)[number], string | null>;
    const contact = await contactOf({ name: "n0" });
    const load = async (): Promise<Form> => {
      const { name, phone, jobTitle, description } = await get(contact);
      return { name, phone, jobTitle, description };
    };
    const people = [ana, brais];
    const bases = [await load(), await load()];
    const model = await load();
    for (let step = 1; step <= 60; step += 1) {
      const who = random(2);
      if (random(4) === 0) {
        bases[who] = await load();
        continue;
      }
      const base = bases[who] ?? model;
      const mine = names.filter(() => random(2) === 0);
      const fields = Object.fromEntries(
        mine.map((name) => [name, { base: base[name], value: `${name} ${who} ${step}` }]),
      );
      const reply = await save(people[who] ?? ana, contact, fields);
      const stale = mine.filter((name) => base[name] !== model[name]);
      expect(reply.ok).toBe(stale.length === 0);
      if (reply.ok) {
        for (const name of mine) model[name] = base[name] = `${name} ${who} ${step}`;
      } else {
        const { conflicts } = reply.data as { conflicts: { field: string; theirs: unknown }[] };
        expect(conflicts.map(({ field, theirs }) => [field, theirs])).toEqual(
          stale.map((name) => [name, model[name]]),
        );
      }
      expect(await load()).toEqual(model);
    }
  });
});

describe("what is written", () => {
  test.each([
    ["right to left", "שלום עליכם"],
    ["an emoji of a family", "👩‍👩‍👧 Familia"],
    ["markup", "<img src=x onerror=alert(1)> & 'quotes' \"too\""],
    ["template syntax", "{{ constructor }} {% raw %}"],
    ["combining marks", "e\u0301".repeat(10)],
  ])("is kept as it is: %s", async (_, name) => {
    expect(await get(await contactOf({ name }))).toMatchObject({ name });
  });

  test("half a character becomes the replacement character, and can be saved over", async () => {
    const contact = await contactOf({ name: "a\ud800b" });
    expect(await get(contact)).toMatchObject({ name: "a\ufffdb" });
    expect(await save(ana, contact, { name: { base: "a\ud800b", value: "whole" } })).toMatchObject({
      ok: true,
    });
  });

  const refused = (name: string, fields: Record<string, unknown>) => world.give(ana, name, { fields });
  test.each([
    ["case.create", { title: "x".repeat(10_000) }, "fieldTooLong", { field: "title", most: 500 }],
    ["case.create", { title: "👩‍👩‍👧".repeat(501) }, "fieldTooLong", { field: "title", most: 500 }],
    ["case.create", { title: "x".repeat(1_000_000) }, "fieldTooLong", { field: "title", most: 500 }],
    ["case.create", { title: " \n " }, "fieldRequired", { field: "title" }],
    ["case.create", { title: "nul\u0000" }, "badCharacter", { field: "title" }],
    ["case.create", { title: "a", status: "lost" }, "fieldInvalid", { field: "status" }],
    ["case.create", { title: "a", __proto__x: "b" }, "fieldUnknown", { field: "__proto__x" }],
    ["contact.create", { name: "a", email: "nobody" }, "fieldInvalid", { field: "email" }],
    ["contact.create", { name: "a", language: "tlh" }, "fieldInvalid", { field: "language" }],
    ["contact.create", { name: 7 }, "fieldRequired", { field: "name" }],
    ["account.create", { name: "a", website: "javascript:alert(1)" }, "fieldInvalid", { field: "website" }],
  ])("%s is refused with a reason that names the field: %j", async (name, fields, message, data) => {
    expect(await refused(name, fields)).toEqual({ ok: false, code: "BAD_REQUEST", message, data });
  });

  test("a title of five hundred of the widest characters is taken", async () => {
    const title = "👩‍👩‍👧".repeat(500);
    const record = idIn(await refused("case.create", { title }), "case");
    expect(await world.caller(ana).case.get({ record })).toMatchObject({ title, number: 1 });
  });

  test("what refers to nothing is not found", async () => {
    expect(await refused("contact.create", { name: "a", account: "nowhere" })).toMatchObject({
      code: "NOT_FOUND",
      message: "recordNotFound",
      data: { kind: "account" },
    });
  });
});

test("the log has ids and names of fields, and nothing that was written", async () => {
  const contact = await contactOf({ name: "Segredo", email: "segredo@example.org" });
  await save(ana, contact, { name: { base: "Segredo", value: "Moi segredo" } });
  const events = await world.database.read((c) => eventsOf(c, contact));
  expect(events.map(({ type, rev, payload }) => ({ type, rev, payload }))).toEqual([
    { type: "record.created", rev: 1, payload: { fields: ["name", "email"] } },
    { type: "record.changed", rev: 2, payload: { fields: ["name"] } },
  ]);
  expect(JSON.stringify(events).toLowerCase()).not.toContain("segredo");
});

describe("a conversation with somebody unknown", () => {
  test("offers who it may be, by what they wrote, and links nobody by itself", async () => {
    const rosalia = await contactOf({ name: "Rosalía", email: "Rosalia@follasnovas.example" });
    const other = await contactOf({ name: "Outra", phone: "(981) 55-44 33" });
    await contactOf({ name: "Ninguén", phone: "981 000 000" });
    world.clock.advance(SECOND);
    const conversation = await world.say(
      await world.visitor(),
      "Son rosalia@FOLLASNOVAS.example, ou chámeme ao +34 981 554 433.",
    );
    const candidates = await world.caller(ana).conversation.candidates({ conversation });
    expect(candidates.map(({ id }) => id)).toEqual([rosalia, other]);
    const { item } = await world.caller(ana).conversation.details({ conversation });
    expect(item?.customer.kind).toBe("visitor");

    await world.give(ana, "conversation.linkContact", { conversation, contact: rosalia });
    expect(await world.caller(ana).conversation.candidates({ conversation })).toEqual([]);
    const { rows } = await world.caller(ana).contact.timeline({ record: rosalia });
    expect(rows).toMatchObject([
      { type: "conversation", id: conversation, readable: true },
      { type: "change" },
    ]);
  });

  test("takes a new case with its customer and their account", async () => {
    const account = idIn(
      await world.give(ana, "account.create", { fields: { name: "Follas Novas" } }),
      "account",
    );
    const contact = await contactOf({ name: "Rosalía", account });
    const conversation = await world.say(await world.visitor());
    await world.give(ana, "conversation.linkContact", { conversation, contact });
    const fields = { title: "Chaleira rota", priority: "high" };
    const record = idIn(await world.give(ana, "case.create", { fields, conversation }), "case");
    expect(await world.caller(ana).case.get({ record })).toMatchObject({
      contact: { id: contact, name: "Rosalía" },
      account: { id: account },
      status: "open",
      priority: "high",
    });
    expect(await world.caller(ana).contact.cases({ record: contact })).toMatchObject([{ id: record }]);
    expect((await world.caller(ana).conversation.details({ conversation })).item?.case?.id).toBe(record);
    const next = idIn(await world.give(ana, "case.create", { fields: { title: "Outro" } }), "case");
    expect(await world.caller(ana).case.get({ record: next })).toMatchObject({ number: 2, contact: null });
  });

  test("of a customer whom the host's page signed is not linked to another", async () => {
    const contact = await contactOf({ name: "Outra" });
    const visitor = await world.visitor();
    const signed = { ...visitor, contactId: contact, customer: `contact:${contact}` };
    const conversation = await world.say(signed);
    for (const other of [null, await contactOf({ name: "Falsa" })]) {
      expect(
        await world.give(ana, "conversation.linkContact", { conversation, contact: other }),
      ).toMatchObject({
        ok: false,
        message: "customerIsSigned",
      });
    }
  });
});

describe("sessions", () => {
  test("are refused beyond what the admin allows, with the number; what rings goes on ringing", async () => {
    const admin = await world.agent("Admin", { role: "admin", line: false });
    await world.give(admin, "installation.save", { part: "sessions", value: { limit: 2 }, baseRev: 0 });
    const contacts = [
      await contactOf({ name: "a" }),
      await contactOf({ name: "b" }),
      await contactOf({ name: "c" }),
    ];
    const open = (subject: string | undefined) =>
      world.give(ana, "session.open", { kind: "contact", subject });
    expect([(await open(contacts[0])).ok, (await open(contacts[1])).ok]).toEqual([true, true]);
    const refusal = { ok: false, code: "CONFLICT", message: "sessionLimit", data: { limit: 2 } };
    for (let count = 0; count < 100; count += 1) expect(await open(contacts[2])).toEqual(refusal);
    expect(await open(contacts[0])).toMatchObject({ ok: true });
    const conversation = await world.say(await world.visitor());
    expect(await world.give(ana, "offer.accept", { conversation })).toEqual(refusal);
    const desk = await world.caller(ana).desk.load();
    expect(desk.sessions).toHaveLength(2);
    expect(desk.conversations[conversation]?.item.state).toBe("offered");
    expect(desk.me.load).toBe(1);
    await world.give(ana, "session.close", { session: `contact:${contacts[0]}` });
    expect(await world.give(ana, "offer.accept", { conversation })).toMatchObject({ ok: true });
  });

  test("are opened on what is there, and hold at most twenty tabs", async () => {
    expect(await world.give(ana, "session.open", { kind: "case", subject: "nowhere" })).toMatchObject({
      code: "NOT_FOUND",
      message: "recordNotFound",
    });
    const own = await contactOf({ name: "own" });
    const session = `contact:${own}`;
    await world.give(ana, "session.open", { kind: "contact", subject: own });
    const open = (subject: string) => world.give(ana, "tab.open", { session, kind: "contact", subject });
    expect(await open(own)).toEqual({ ok: true, data: { tab: "anchor", opened: false } });
    for (let count = 0; count < 20; count += 1)
      expect((await open(await contactOf({ name: "x" }))).ok).toBe(true);
    expect(await open(await contactOf({ name: "x" }))).toMatchObject({
      message: "tabLimit",
      data: { limit: 20 },
    });
    expect(await world.give(ana, "tab.open", { session: "contact:other", kind: "search" })).toMatchObject({
      message: "sessionNotFound",
    });
  });

  test("open an article only for those who may read it, and keep drafts of forms at home too", async () => {
    const carme = await world.agent("Carme", { role: "supervisor", line: false });
    const fields = { title: "Borrador", body: "x", language: "gl" };
    const subject = idIn(await world.give(carme, "knowledge.create", { fields }), "article");
    const open = (who: AgentPrincipal) =>
      world.give(who, "tab.open", { session: "home", kind: "article", subject });
    expect(await open(ana)).toMatchObject({ code: "NOT_FOUND" });
    expect(await open(carme)).toMatchObject({ ok: true });
    const draft = {
      session: "home",
      field: "case:new:title",
      text: "Chal",
      baseRev: 0,
      window: randomUUID(),
    };
    expect(await world.give(ana, "draft.save", draft)).toMatchObject({ ok: true, data: { rev: 1 } });
  });
});
