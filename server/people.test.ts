import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentById, allAgents, allQueues, queuesOf } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { commandOf, eventsAfter } from "#db/repositories/log.ts";
import { allWorkstreams } from "#db/repositories/workstreams.ts";
import { CLOSE } from "#machines/wire/frames.ts";
import type { Role } from "#machines/wire/views.ts";
import { readIdentity, signIdentity } from "./auth/tokens.ts";
import type { AgentPrincipal } from "./principal.ts";
import { dialAgent, postSignIn, signIn } from "./testing/socket.ts";
import { makeWorld, PASSWORD, type World } from "./testing/world.ts";

let world: World;
let admin: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  admin = await world.agent("Admin", { role: "admin", line: false });
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const uxia = { name: "Uxía Castro", email: "uxia@example.org", role: "agent" as Role, password: PASSWORD };
const create = (change: Partial<typeof uxia & { id: string }> = {}) =>
  world.caller(admin).person.create({ id: randomUUID(), ...uxia, ...change });
const save = (person: string, change: Record<string, unknown>, by = admin) =>
  world.caller(by).person.save({ id: randomUUID(), person, ...change });
const row = (id: string) => world.database.read((c) => agentById(c, id));
const queues = (id: string) => world.database.read((c) => queuesOf(c, id));
const log = () => world.database.read((c) => eventsAfter(c, 0, 1_000));
async function added(change: Partial<typeof uxia> = {}): Promise<string> {
  await create(change);
  const people = await world.caller(admin).person.list();
  return people.find(({ email }) => email === (change.email ?? uxia.email))?.id ?? "";
}
const signInStatus = async (password = PASSWORD, email = uxia.email) =>
  (await postSignIn(world, { email, password })).status;

describe("an admin adds", () => {
  test("an agent, who can sign in and is a member of General", async () => {
    const id = await added();
    expect(await world.caller(admin).person.list()).toContainEqual({
      id,
      name: uxia.name,
      email: uxia.email,
      role: "agent",
      active: true,
      capacity: 10,
    });
    expect(await queues(id)).toEqual([world.queue]);
    expect(await signInStatus()).toBe(200);
  });

  test.each([
    ["supervisor", 1],
    ["admin", 0],
    ["designer", 0],
  ] as const)("a %s, in %d queues", async (role, count) => {
    expect(await queues(await added({ role }))).toHaveLength(count);
  });

  test("nobody twice by one address, and the first one's password stays", async () => {
    const both = await Promise.allSettled([create(), create({ password: "another password" })]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    await expect(create({ password: "a third password" })).rejects.toMatchObject({ message: "emailTaken" });
    expect(await signInStatus()).toBe(200);
    expect(await signInStatus("another password")).toBe(401);
  });

  test("an address however it is written", async () => {
    await create({ email: "UXIA@Example.org" });
    expect(await signInStatus()).toBe(200);
    await expect(create()).rejects.toMatchObject({ message: "emailTaken" });
  });

  test("somebody once, when the answer was lost and the same is sent again", async () => {
    const id = randomUUID();
    expect(await create({ id })).toEqual(await create({ id }));
    expect(await world.database.read((c) => allAgents(c))).toHaveLength(2);
  });

  test("whom a crash left with a sign-in and nothing else", async () => {
    await world.runtime.auth.createUser({ ...uxia, password: "before the crash" });
    await added();
    expect(await signInStatus("before the crash")).toBe(401);
    expect(await signInStatus()).toBe(200);
  });

  test.each([
    ["a short password", { password: "123456789" }],
    ["no name", { name: " " }],
    ["an address that is none", { email: "uxia" }],
    ["a role that is none", { role: "root" as Role }],
  ])("nobody with %s", async (_, change) => {
    await expect(create(change)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await world.database.read((c) => allAgents(c))).toHaveLength(1);
  });

  test("with a password of 200 characters, and it holds", async () => {
    const password = "ñ".repeat(200);
    await added({ password });
    expect(await signInStatus(password)).toBe(200);
  });

  test("without the password standing anywhere but in its hash", async () => {
    const id = randomUUID();
    await create({ id, password: "a very special password" });
    await world.caller(admin).person.setPassword({
      person: (await added({ email: "b@example.org" })) || "",
      password: "another special password",
    });
    const kept = await world.database.read((c) => commandOf(c, admin.key, id));
    expect(JSON.stringify([kept, await log()])).not.toContain("special password");
    expect(kept?.reply).toMatchObject({ ok: true });
  });
});

describe("an admin changes", () => {
  test("name, role and capacity, told to supervisors and the person without the name", async () => {
    const id = await added();
    await save(id, { name: "Uxía", capacity: 3 });
    expect(await row(id)).toMatchObject({ name: "Uxía", capacity: 3, role: "agent", active: true });
    const event = (await log()).filter(({ type }) => type === "person.saved").at(-1);
    expect(event).toMatchObject({ machine: "agent", machineId: id, by: admin.key, role: "admin" });
    expect(event?.audience.after).toEqual(expect.arrayContaining([`agent:${id}`, "role:supervisor"]));
    expect(JSON.stringify(event)).not.toContain("Uxía");
  });

  test("a role: its queues go with it, and the line of the old one ends at once", async () => {
    const id = await added();
    const line = await dialAgent(world, await signIn(world, "Uxia"));
    await save(id, { role: "designer" });
    expect((await line.closed).code).toBe(CLOSE.signedOut);
    expect(await queues(id)).toEqual([]);
    await save(id, { role: "supervisor" });
    expect(await queues(id)).toEqual([world.queue]);
    await save(id, { role: "agent" });
    expect(await queues(id)).toEqual([world.queue]);
  });

  test("whether somebody works: the line ends, the work goes on to others, no sign-in opens", async () => {
    const id = await added();
    const cookie = await signIn(world, "Uxia");
    const line = await dialAgent(world, cookie);
    await world.settle();
    const conversation = await world.say(await world.visitor());
    const who: AgentPrincipal = { kind: "agent", key: `agent:${id}`, id, name: uxia.name, role: "agent" };
    expect(await world.give(who, "offer.accept", { conversation })).toMatchObject({ ok: true });
    await save(id, { active: false });
    expect((await line.closed).code).toBe(CLOSE.signedOut);
    await world.settle();
    expect(await world.database.read((c) => conversationById(c, conversation))).toMatchObject({
      state: "queued",
      ownerId: null,
    });
    expect(await signInStatus()).toBe(401);
    const me = () => fetch(`${world.origin}/api/trpc/me.get`, { headers: { cookie } });
    expect((await me()).status).toBe(401);
    await save(id, { active: true });
    expect((await me()).status).toBe(401);
    expect(await signInStatus()).toBe(200);
  });

  test("neither the own role nor whether they work themselves", async () => {
    await expect(save(admin.id, { role: "agent" })).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "ownRole",
    });
    await expect(save(admin.id, { active: false })).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "ownActive",
    });
    await save(admin.id, { name: "Maruxa", role: "admin", active: true });
    expect(await row(admin.id)).toMatchObject({ name: "Maruxa", role: "admin", active: true });
  });

  test("nothing any more once another admin was faster: one admin always stays", async () => {
    const id = await added({ role: "admin" });
    const other: AgentPrincipal = { kind: "agent", key: `agent:${id}`, id, name: uxia.name, role: "admin" };
    const both = await Promise.allSettled([
      save(id, { active: false }),
      save(admin.id, { role: "agent" }, other),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect([await row(admin.id), await row(id)]).toMatchObject([
      { role: "admin", active: true },
      { role: "admin", active: false },
    ]);
  });

  test("nobody who is not there", async () => {
    await expect(save("nobody", { capacity: 3 })).rejects.toMatchObject({ message: "agentNotFound" });
    const setting = world.caller(admin).person.setPassword({ person: "nobody", password: PASSWORD });
    await expect(setting).rejects.toMatchObject({ code: "NOT_FOUND", message: "agentNotFound" });
  });

  test.each([0, 101, 1.5])("no capacity to %d", async (capacity) => {
    await expect(save(await added(), { capacity })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a new password", () => {
  test("replaces the old one, and ends what was opened by it", async () => {
    const id = await added();
    const line = await dialAgent(world, await signIn(world, "Uxia"));
    await world.caller(admin).person.setPassword({ person: id, password: "a new password" });
    expect((await line.closed).code).toBe(CLOSE.signedOut);
    expect(await signInStatus()).toBe(401);
    expect(await signInStatus("a new password")).toBe(200);
    expect((await log()).filter(({ type }) => type === "person.passwordSet")).toMatchObject([
      { by: admin.key, role: "admin", machine: "agent", machineId: id },
    ]);
  });

  test("of one's own leaves one signed in", async () => {
    const cookie = await signIn(world, "Admin");
    await world.caller(admin).person.setPassword({ person: admin.id, password: "a new password" });
    const me = await fetch(`${world.origin}/api/trpc/me.get`, { headers: { cookie } });
    expect(me.status).toBe(200);
  });
});

test("a workstream's secret signs who a customer is, and that it was looked at is in the log", async () => {
  const { secret } = await world.caller(admin).workstream.secret({ key: "live" });
  const identity = { sub: "rosalia", name: "Rosalía", email: null };
  const token = await signIdentity(identity, secret, "live", world.clock.now());
  expect(await readIdentity(token, secret, "live", world.clock.now())).toMatchObject({ ok: true });
  const event = (await log()).at(-1);
  expect(event).toMatchObject({ type: "secret.shown", machineId: "live", by: admin.key, role: "admin" });
  expect(JSON.stringify(event)).not.toContain(secret);
  await expect(world.caller(admin).workstream.secret({ key: "none" })).rejects.toMatchObject({
    message: "workstreamNotFound",
  });
});

describe("an installation with nothing", () => {
  let bare: World;
  beforeEach(async () => {
    bare = await makeWorld({ bare: true });
  });
  afterEach(async () => {
    await bare.close();
    expect(bare.errors).toEqual([]);
  });
  const furnished = () =>
    bare.database.read(async (c) => ({ queues: await allQueues(c), workstreams: await allWorkstreams(c) }));

  test("has a queue and two workstreams with its first admin, who adds an agent to it", async () => {
    expect(await furnished()).toEqual({ queues: [], workstreams: [] });
    const first = { name: "Maruxa", email: "maruxa@example.org", password: PASSWORD };
    await bare.caller(null).setup.create({ token: bare.runtime.setup.token, ...first });
    const { queues: made, workstreams } = await furnished();
    expect(made).toMatchObject([{ name: "General" }]);
    expect(workstreams).toMatchObject([
      { key: "web-live", chart: "liveChat", channel: "web", queueId: made[0]?.id, policyRev: 1 },
      { key: "web-persistent", chart: "persistentChat", channel: "web", queueId: made[0]?.id },
    ]);
    expect(new Set(workstreams.map(({ secret }) => secret)).size).toBe(2);
    for (const { secret } of workstreams) expect(secret).toMatch(/^[\w-]{43}$/);

    const [maruxa] = await bare.database.read((c) => allAgents(c));
    if (!maruxa) throw new Error("no admin was made");
    const by: AgentPrincipal = { ...admin, key: `agent:${maruxa.id}`, id: maruxa.id, name: maruxa.name };
    await bare.caller(by).person.create({ id: randomUUID(), ...uxia });
    const agent = (await bare.caller(by).person.list()).find(({ role }) => role === "agent");
    expect(await bare.database.read((c) => queuesOf(c, agent?.id ?? ""))).toEqual([made[0]?.id]);
  });

  test("has none of it while the first admin is refused", async () => {
    const wrong = { token: "wrong", name: "Maruxa", email: "maruxa@example.org", password: PASSWORD };
    await expect(bare.caller(null).setup.create(wrong)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await furnished()).toEqual({ queues: [], workstreams: [] });
  });
});
