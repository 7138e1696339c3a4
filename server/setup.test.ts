import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allAgents, presenceOf } from "#db/repositories/agents.ts";
import { postSignIn } from "./testing/socket.ts";
import { makeWorld, PASSWORD, type World } from "./testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const first = { name: "Uxía Castro", email: "uxia@example.org", password: PASSWORD };
const create = (change: Partial<typeof first & { token: string }> = {}) =>
  world.caller(null).setup.create({ token: world.runtime.setup.token, ...first, ...change });
const people = () => world.database.read((c) => allAgents(c));

describe("the first admin", () => {
  test("is made once, by whoever has the link, and can sign in", async () => {
    expect(await world.caller(null).setup.state()).toEqual({ open: true });
    await create();
    expect(await people()).toMatchObject([
      { name: "Uxía Castro", email: "uxia@example.org", role: "admin", active: true, presence: "offline" },
    ]);
    const [admin] = await people();
    expect(await world.database.read((c) => presenceOf(c, admin?.id ?? ""))).toMatchObject({ rev: 0 });
    expect(await world.caller(null).setup.state()).toEqual({ open: false });
    expect((await postSignIn(world, { email: first.email, password: PASSWORD })).status).toBe(200);
  });

  test("is not made a second time, nor by another name", async () => {
    await create();
    const again = { code: "CONFLICT", message: "setupDone" };
    await expect(create()).rejects.toMatchObject(again);
    await expect(create({ email: "second@example.org" })).rejects.toMatchObject(again);
    expect(await people()).toHaveLength(1);
    expect((await postSignIn(world, { email: "second@example.org", password: PASSWORD })).status).toBe(401);
  });

  test("is one, of many who ask at the same moment", async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) => create({ email: `admin${index}@example.org` })),
    );
    expect(asked.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    for (const each of asked) {
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({ code: "CONFLICT", message: "setupDone" });
    }
    expect(await people()).toHaveLength(1);
  });

  test("is not made while there is anybody", async () => {
    await world.agent("Ana", { line: false });
    expect(await world.caller(null).setup.state()).toEqual({ open: false });
    await expect(create()).rejects.toMatchObject({ code: "CONFLICT", message: "setupDone" });
  });

  test.each(["", "x", "0".repeat(32), "ñ".repeat(32)])("is not made with the link %j", async (token) => {
    await expect(create({ token })).rejects.toMatchObject({ code: "FORBIDDEN", message: "setupLinkWrong" });
    expect(await people()).toEqual([]);
    expect(await world.caller(null).setup.state()).toEqual({ open: true });
  });

  test.each<[string, Partial<typeof first>]>([
    ["no name", { name: "  " }],
    ["an endless name", { name: "x".repeat(101) }],
    ["an address that is none", { email: "uxia" }],
    ["a short password", { password: "123456789" }],
    ["an endless password", { password: "x".repeat(201) }],
  ])("is not made with %s, and may be made right afterwards", async (_, change) => {
    await expect(create(change)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await people()).toEqual([]);
    await create();
    expect(await people()).toHaveLength(1);
  });

  test("is made with a link that the next start does not take any more", async () => {
    const { token } = world.runtime.setup;
    await world.restart();
    await expect(create({ token })).rejects.toMatchObject({ code: "FORBIDDEN", message: "setupLinkWrong" });
    await create();
    expect(await people()).toHaveLength(1);
  });
});

test("two people do not share an address, however it is written", async () => {
  await create();
  const second = { email: " UXIA@Example.org ", name: "Other", password: PASSWORD, role: "agent" as const };
  await expect(world.runtime.setup.createPerson(second)).rejects.toMatchObject({
    failure: { code: "CONFLICT", message: "emailTaken" },
  });
  expect(await people()).toHaveLength(1);
});
