import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AgentPrincipal } from "../principal.ts";
import { makeWorld, SECOND, type World } from "../testing/world.ts";

/** What procedures tell, and the one that saves a policy, as a page calls them. */
let world: World;
let ana: AgentPrincipal;
let admin: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana");
  admin = await world.agent("Admin", { role: "admin", line: false });
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

describe("the messages of a conversation", () => {
  test("come in pages, newest page first, each in order", async () => {
    const visitor = await world.visitor();
    let conversation = "";
    for (let count = 1; count <= 7; count += 1) conversation = await world.say(visitor, `${count}`);
    const { messages: load } = world.caller(ana).conversation;
    const seqs = async (input: { before?: number; limit?: number }) => {
      const { messages, more } = await load({ conversation, ...input });
      return [messages.map((each) => each.seq), more];
    };
    expect(await seqs({ limit: 3 })).toEqual([[5, 6, 7], true]);
    expect(await seqs({ limit: 3, before: 5 })).toEqual([[2, 3, 4], true]);
    expect(await seqs({ limit: 3, before: 2 })).toEqual([[1], false]);
    expect(await seqs({})).toEqual([[1, 2, 3, 4, 5, 6, 7], false]);
  });

  test.each([{ limit: 0 }, { limit: 201 }, { limit: 1.5 }, { before: 0 }, { extra: 1 }])(
    "are not asked for with %j",
    async (input) => {
      const conversation = await world.say(await world.visitor());
      const call = world.caller(ana).conversation.messages({ conversation, ...input });
      await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );
});

test("the details tell what the visitor brought, how long they waited, and what happened", async () => {
  const visitor = await world.visitor();
  const conversation = await world.say(visitor);
  world.clock.advance(42 * SECOND);
  await world.give(ana, "offer.accept", { conversation });
  world.clock.advance(60 * SECOND);
  const details = await world.caller(ana).conversation.details({ conversation });
  expect(details).toMatchObject({
    item: { id: conversation, state: "active" },
    customer: { name: null, email: null, language: "gl" },
    brought: { page: "https://shop.example/kettles", browser: "Firefox 140, Linux", language: "gl" },
    waited: 42 * SECOND,
    history: [],
  });
  const types = details.timeline.map((each) => each.type);
  expect(types.slice(0, 2)).toEqual(["conversation.began", "customer.messaged"]);
  expect(types).toContain("offer.accepted");
});

describe("a policy", () => {
  const get = () => world.caller(admin).workstream.get({ key: "live" });
  const save = async (change: Record<string, unknown>, baseRev?: number) => {
    const { policy, policyRev } = await get();
    return world.caller(admin).workstream.save({
      id: randomUUID(),
      key: "live",
      policy: { ...policy, ...change },
      baseRev: baseRev ?? policyRev,
    });
  };

  test("is saved, and in effect for an offer that is running", async () => {
    const conversation = await world.say(await world.visitor());
    await save({ offerTime: 30 * SECOND });
    await world.settle();
    expect(await get()).toMatchObject({ policyRev: 2, policy: { offerTime: 30 * SECOND } });
    await world.pass(30 * SECOND);
    const { items } = await world.caller(ana).desk.load();
    expect(items.open).toMatchObject([{ id: conversation, state: "queued" }]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["offerTime", { offerTime: 1 }],
    ["units", { units: 0 }],
    ["allowedHosts", { allowedHosts: ["https://shop.example; script-src *"] }],
  ])("out of its bounds at %s is refused, names the field, and changes nothing", async (field, change) => {
    await expect(save(change)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "policyOutOfBounds",
      cause: { failure: { data: { field } } },
    });
    expect((await get()).policyRev).toBe(1);
  });

  test("saved by two on the same base is a conflict that tells what is there", async () => {
    await save({ units: 2 }, 1);
    await expect(save({ units: 3 }, 1)).rejects.toMatchObject({
      code: "CONFLICT",
      message: "changedMeanwhile",
      cause: { failure: { data: { policyRev: 2, policy: { units: 2 } } } },
    });
    expect((await get()).policy.units).toBe(2);
  });

  test("of a workstream that is not there is not found", async () => {
    const key = "nowhere";
    await expect(world.caller(admin).workstream.get({ key })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const call = world.caller(admin).workstream.save({ id: randomUUID(), key, policy: {}, baseRev: 1 });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND", message: "workstreamNotFound" });
  });

  test("never tells the host page's secret", async () => {
    const told = JSON.stringify([await get(), await world.caller(admin).workstream.list()]);
    expect(told).not.toContain("the secret of the host page");
  });
});

test.each([
  ["a language that is not spoken", { locale: "tlh" }],
  ["a colour that is none", { scheme: "pink" }],
  ["a role", { role: "admin" }],
  ["an endless language", { locale: "x".repeat(100) }],
])("one's own settings are refused with %s", async (_, change) => {
  const before = await world.caller(ana).me.get();
  await expect(world.caller(ana).me.save({ id: randomUUID(), ...change })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  expect(await world.caller(ana).me.get()).toEqual(before);
});

test("a presence that nobody may choose is refused", async () => {
  for (const presence of ["inactive", "invisible", ""]) {
    const call = world.caller(ana).presence.choose({ id: randomUUID(), presence });
    await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
});

test("a command's id is a UUID, and the same one is answered the same over tRPC", async () => {
  const conversation = await world.say(await world.visitor());
  await expect(world.caller(ana).offer.accept({ id: "one", conversation })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  const id = randomUUID();
  const first = await world.caller(ana).offer.accept({ id, conversation });
  expect(await world.caller(ana).offer.accept({ id, conversation })).toEqual(first);
  await expect(world.caller(ana).conversation.end({ id, conversation })).rejects.toMatchObject({
    code: "CONFLICT",
    message: "idTaken",
  });
});
