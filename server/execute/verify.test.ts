import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { watchDesk } from "../testing/verify.ts";
import { DAY, makeWorld, SECOND, type World } from "../testing/world.ts";
import { commands } from "./commands.ts";

/**
 * `verify`: for every command, and for what the system does by itself, the desks of three people stepped by
 * the frames are the desks as a fresh read tells them.
 */
let world: World;
let ana: AgentPrincipal;
let brais: AgentPrincipal;
let carme: AgentPrincipal;
let admin: AgentPrincipal;
let verify: () => Promise<void>;
const given = new Set<string>();

beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
  brais = await world.agent("Brais", { line: false });
  carme = await world.agent("Carme", { role: "supervisor", line: false });
  admin = await world.agent("Admin", { role: "admin", line: false });
  const watches = await Promise.all([ana, brais, carme].map((who) => watchDesk(world, who)));
  verify = async () => {
    for (const watch of watches) {
      const { held, fresh } = await watch.compare();
      expect(held).toEqual(fresh);
    }
  };
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

async function give(
  who: AgentPrincipal | VisitorPrincipal,
  name: string,
  input: Record<string, unknown> = {},
) {
  given.add(name);
  const reply = await world.give(who, name, input);
  expect(reply).toMatchObject({ ok: true });
  await verify();
}

async function said(visitor: VisitorPrincipal, text = "Bo día"): Promise<string> {
  given.add("visitor.say");
  const id = await world.say(visitor, text);
  await verify();
  return id;
}

test("a live chat through all of an agent's commands", async () => {
  const visitor = await world.visitor();
  await world.connect(visitor);
  const conversation = await said(visitor);
  await give(ana, "offer.accept", { conversation });
  await give(ana, "conversation.read", { conversation, seq: 2 });
  const session = `conversation:${conversation}`;
  const draft = { session, field: "message", window: randomUUID() };
  await give(ana, "draft.save", { ...draft, text: "Ola", baseRev: 0 });
  await give(ana, "message.send", { conversation, text: "Ola", draftRev: 1 });
  await said(visitor, "Grazas");
  await give(ana, "conversation.end", { conversation });
  await give(ana, "conversation.continue", { conversation });
  await give(ana, "conversation.release", { conversation });
  await give(ana, "presence.choose", { presence: "away" });
  await world.connect(brais);
  await verify();
  await give(brais, "offer.reject", { conversation });
  await give(brais, "conversation.pick", { conversation });
  await give(visitor, "visitor.end");
  await give(brais, "session.close", { session });
  await give(brais, "conversation.open", { conversation });
  await give(brais, "session.close", { session });
});

test("a persistent chat that waits, comes back, and expires", async () => {
  const visitor = await world.visitor("persistent");
  const conversation = await said(visitor);
  await give(ana, "offer.accept", { conversation });
  await give(ana, "session.close", { session: `conversation:${conversation}` });
  await said(visitor, "Son eu outra vez");
  await give(ana, "offer.accept", { conversation });
  await give(ana, "session.close", { session: `conversation:${conversation}` });
  await give(ana, "conversation.open", { conversation });
  await give(ana, "session.close", { session: `conversation:${conversation}` });
  await world.pass(28 * DAY);
  await verify();
});

test("several sessions, and their order", async () => {
  const sessions: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const conversation = await said(await world.visitor());
    await give(ana, "offer.accept", { conversation });
    sessions.push(`conversation:${conversation}`);
  }
  await give(ana, "session.move", { session: sessions[2] ?? "", position: 0 });
  const desk = await world.caller(ana).desk.load();
  expect(desk.sessions.map((each) => each.id)).toEqual([sessions[2], sessions[0], sessions[1]]);
});

test("a day that ends with work of each kind", async () => {
  for (const workstream of ["live", "persistent", "live"]) {
    const conversation = await said(await world.visitor(workstream));
    await give(ana, "offer.accept", { conversation });
    if (workstream === "persistent") await give(ana, "conversation.end", { conversation });
  }
  await give(ana, "day.end");
});

test("presence, settings and a policy", async () => {
  await give(ana, "presence.choose", { presence: "away" });
  await give(ana, "presence.reset");
  await give(ana, "presence.choose", { presence: "available" });
  await give(ana, "me.save", { locale: "gl", scheme: "dark" });
  const conversation = await said(await world.visitor());
  const { policy, policyRev } = await world.caller(admin).workstream.get({ key: "live" });
  await give(admin, "workstream.save", {
    key: "live",
    policy: { ...policy, offerTime: 30 * SECOND },
    baseRev: policyRev,
  });
  await world.pass(30 * SECOND);
  await verify();
  const { items } = await world.caller(ana).desk.load();
  expect(items.open).toMatchObject([{ id: conversation, state: "queued" }]);
});

test("a colleague who comes, is renamed, takes less, and goes", async () => {
  const conversation = await said(await world.visitor());
  await give(ana, "offer.accept", { conversation });
  const person = randomUUID();
  const uxia = { person, name: "Uxía", email: "uxia@example.org", role: "agent" };
  await give(admin, "person.create", uxia);
  await give(admin, "person.save", { person: ana.id, name: "Ana María", capacity: 1 });
  const desk = await world.caller(ana).desk.load();
  expect(desk).toMatchObject({ me: { name: "Ana María", capacity: 1 }, presence: { label: "doNotDisturb" } });
  expect(desk.items.mine).toMatchObject([{ id: conversation, owner: { name: "Ana María" } }]);
  await give(admin, "person.save", { person: ana.id, capacity: 10 });
  await give(admin, "person.save", { person, role: "designer" });
  await give(admin, "person.save", { person: ana.id, active: false });
  expect((await world.caller(carme).desk.load()).items.open).toMatchObject([{ id: conversation }]);
});

test("contacts, accounts and cases, made and changed while they are in rows, sessions and tabs", async () => {
  const conversation = await said(await world.visitor());
  await give(ana, "offer.accept", { conversation });
  const made = async (who: AgentPrincipal, name: string, input: Record<string, unknown>) => {
    given.add(name);
    const reply = await world.give(who, name, input);
    if (!reply.ok) throw new Error(reply.message);
    await verify();
    return reply.data as { contact: string; account: string; case: string };
  };
  const { account } = await made(admin, "account.create", { fields: { name: "Follas Novas" } });
  const { contact } = await made(ana, "contact.create", {
    fields: { name: "Rosalía", account },
    conversation,
  });
  const made2 = await made(carme, "case.create", { fields: { title: "Chaleira rota" }, conversation });
  for (const [kind, subject] of [
    ["contact", contact],
    ["account", account],
    ["case", made2.case],
  ] as const) {
    await give(ana, "session.open", { kind, subject });
    await give(ana, "tab.open", { session: "home", kind, subject });
    await give(ana, "tab.open", { session: `conversation:${conversation}`, kind, subject });
  }
  const change = (base: string, value: string) => ({ base, value });
  await give(brais, "contact.save", {
    record: contact,
    fields: { name: change("Rosalía", "Rosalía Castro") },
  });
  await give(brais, "account.save", { record: account, fields: { name: change("Follas Novas", "Follas") } });
  await give(brais, "case.save", {
    record: made2.case,
    fields: { title: change("Chaleira rota", "Chaleira que perde auga"), status: change("open", "pending") },
  });
  const desk = await world.caller(ana).desk.load();
  expect(desk.items.mine).toMatchObject([
    {
      customer: { name: "Rosalía Castro" },
      account: { name: "Follas" },
      case: { title: "Chaleira que perde auga" },
    },
  ]);
  expect(desk.sessions.map(({ title }) => title)).toEqual([
    null,
    "Rosalía Castro",
    "Follas",
    "Chaleira que perde auga",
  ]);
  expect(desk.home.tabs.map(({ title }) => title)).toEqual([
    "Rosalía Castro",
    "Follas",
    "Chaleira que perde auga",
  ]);
  await give(brais, "contact.save", { record: contact, fields: { account: { base: account, value: null } } });
  await give(ana, "conversation.linkCase", { conversation, case: null });
  await give(ana, "conversation.linkContact", { conversation, contact: null });
  await give(ana, "conversation.linkContact", { conversation, contact });
  await give(ana, "session.close", { session: `contact:${contact}` });
});

test("tabs: opened, moved, filled, closed, and gone with their session", async () => {
  const conversation = await said(await world.visitor());
  await give(ana, "offer.accept", { conversation });
  const session = `conversation:${conversation}`;
  for (const kind of ["knowledge", "templates", "search"]) await give(ana, "tab.open", { session, kind });
  await give(ana, "tab.open", { session: "home", kind: "knowledge", params: { text: "chaleira" } });
  await give(ana, "tab.move", { session, tab: "search", position: 0 });
  await give(ana, "tab.save", { session, tab: "knowledge", params: { text: "cal", languages: ["gl"] } });
  await give(ana, "tab.close", { session, tab: "templates" });
  const { sessions, home } = await world.caller(ana).desk.load();
  expect(sessions[0]?.tabs).toMatchObject([
    { id: "search", params: {} },
    { id: "knowledge", params: { text: "cal", languages: ["gl"] } },
  ]);
  expect(home.tabs).toMatchObject([{ id: "knowledge", params: { text: "chaleira" } }]);
  await give(ana, "conversation.end", { conversation });
  await give(ana, "session.close", { session });
  await give(ana, "conversation.open", { conversation });
  expect((await world.caller(ana).desk.load()).sessions[0]?.tabs).toEqual([]);
});

test("articles, templates and what the installation sets", async () => {
  const article = {
    title: "Sacar o cal",
    body: "Vinagre e auga.",
    language: "gl",
    tags: [],
    published: true,
  };
  await give(carme, "knowledge.create", { fields: article });
  const [row] = (await world.caller(ana).knowledge.search({})).rows;
  await give(ana, "tab.open", { session: "home", kind: "article", subject: row?.id ?? "" });
  await give(admin, "knowledge.save", {
    article: row?.id ?? "",
    fields: { title: { base: "Sacar o cal", value: "Quitar o cal" } },
  });
  const template = {
    name: "Grazas",
    subject: "Grazas",
    body: "Ola, {{ contact.firstName }}",
    language: "gl",
  };
  await give(admin, "templates.create", { fields: template });
  const [first] = await world.caller(ana).templates.list();
  const id = first?.id ?? "";
  await give(admin, "templates.save", {
    template: id,
    fields: { name: { base: "Grazas", value: "Moitas" } },
  });
  await give(admin, "templates.remove", { template: id });
  const page = (name: string) => ({ id: "stock", name, url: "https://stock.example/", roles: [] });
  await give(admin, "installation.save", {
    part: "pages",
    value: { pages: [page("Almacén"), { ...page("Informes"), id: "reports", roles: ["supervisor"] }] },
    baseRev: 0,
  });
  await give(ana, "tab.open", { session: "home", kind: "page", subject: "stock" });
  await give(carme, "tab.open", { session: "home", kind: "page", subject: "reports" });
  await give(admin, "installation.save", {
    part: "pages",
    value: { pages: [page("Existencias")] },
    baseRev: 1,
  });
  await give(admin, "installation.save", { part: "sessions", value: { limit: 2 }, baseRev: 0 });
  const line = [{ stream: "open", sort: { by: "waiting", direction: "asc" } }];
  const usual = [{ stream: "mine", sort: { by: "updated", direction: "desc" } }];
  await give(admin, "installation.save", {
    part: "dashboards",
    value: { agent: usual, supervisor: line },
    baseRev: 0,
  });
  const desk = await world.caller(ana).desk.load();
  expect(desk.home.tabs.map(({ title }) => title)).toEqual(["Quitar o cal", "Existencias"]);
  expect(desk.installation).toEqual({
    sessionLimit: 2,
    pages: [{ id: "stock", name: "Existencias", url: "https://stock.example/" }],
    dashboard: usual,
  });
  expect((await world.caller(carme).desk.load()).installation.dashboard).toEqual(line);
});

test("a line that is lost beyond its grace", async () => {
  const conversation = await said(await world.visitor());
  await give(ana, "offer.accept", { conversation });
  await world.disconnect(ana);
  await verify();
  await world.pass(150 * SECOND);
  await verify();
  expect((await world.caller(carme).desk.load()).items.open).toMatchObject([{ state: "queued" }]);
});

test("every command was verified", () => {
  expect([...given].sort()).toEqual([...commands.keys()].sort());
});
