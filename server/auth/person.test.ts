import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PERSON_HEADER } from "#machines/wire/limits.ts";
import { dial, signIn } from "../testing/socket.ts";
import { makeWorld, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

describe("a page that one person left open, in a browser in which another has signed in", () => {
  const save = (cookie: string, person: string | null) =>
    fetch(`${world.origin}/api/trpc/draft.save`, {
      method: "POST",
      headers: {
        cookie,
        origin: world.origin,
        "content-type": "application/json",
        ...(person === null ? {} : { [PERSON_HEADER]: person }),
      },
      body: JSON.stringify({
        id: crypto.randomUUID(),
        session: "home",
        field: "message",
        text: "a secret",
        baseRev: 0,
        window: crypto.randomUUID(),
      }),
    });

  test("cannot give them a draft: to the server its calls are a stranger's", async () => {
    const ana = await world.agent("Ana");
    const brais = await world.agent("Brais");
    const cookie = await signIn(world, "Brais");
    const answer = await save(cookie, ana.id);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { data: { code: "UNAUTHORIZED" } } });
    expect(await world.caller(brais).draft.list()).toEqual([]);
    expect((await save(cookie, brais.id)).status).toBe(200);
    expect(await world.caller(brais).draft.list()).toHaveLength(1);
  });

  test("gets no line of theirs", async () => {
    const ana = await world.agent("Ana");
    const brais = await world.agent("Brais");
    const cookie = await signIn(world, "Brais");
    const hello = (person: string) => ({ t: "hello", v: 1, window: crypto.randomUUID(), person });
    const left = await dial(world, { cookie });
    left.send(hello(ana.id));
    expect(await left.closed).toMatchObject({ code: 4401 });
    const own = await dial(world, { cookie });
    own.send(hello(brais.id));
    expect(await own.first("welcome")).toMatchObject({ t: "welcome" });
  });
});
