import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allAgents, updateAgent } from "#db/repositories/agents.ts";
import type { AgentPrincipal } from "../principal.ts";
import { postSignIn, signIn } from "../testing/socket.ts";
import { makeWorld, PASSWORD, type World } from "../testing/world.ts";

let world: World;
let ana: AgentPrincipal;
beforeEach(async () => {
  world = await makeWorld();
  ana = await world.agent("Ana", { line: false });
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const right = { email: "ana@example.org", password: PASSWORD };
const wrong = { ...right, password: "not her password" };
const me = (cookie: string) => fetch(`${world.origin}/api/trpc/me.get`, { headers: { cookie } });

describe("signing in", () => {
  test("with the right pair sets a cookie that scripts cannot read, and that is her", async () => {
    const response = await postSignIn(world, right);
    expect(response.status).toBe(200);
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^parola\./);
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=Lax/i);
    }
    const answer = (await (await me(await signIn(world, "Ana"))).json()) as { result: { data: unknown } };
    expect(answer.result.data).toMatchObject({ id: ana.id, name: "Ana", role: "agent" });
  });

  test("takes an address however it is written", async () => {
    expect((await postSignIn(world, { ...right, email: "ANA@Example.org" })).status).toBe(200);
  });

  test("with a wrong pair is 401, the same for a person who is not there", async () => {
    const known = await postSignIn(world, wrong);
    const unknown = await postSignIn(world, { ...wrong, email: "nobody@example.org" });
    expect([known.status, unknown.status]).toEqual([401, 401]);
    expect(await unknown.json()).toEqual(await known.json());
    expect(known.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    ["no password", { email: right.email }],
    ["an address that is none", { ...right, email: "ana" }],
    ["a list as the password", { ...right, password: [PASSWORD] }],
  ])("with %s is refused", async (_, body) => {
    const response = await postSignIn(world, body as typeof right);
    expect([400, 401, 422]).toContain(response.status);
  });

  test("of somebody who may not work any more opens nothing", async () => {
    await world.database.write((c) => updateAgent(c, ana.id, { active: false }));
    const response = await postSignIn(world, right);
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(";", 1)[0])
      .join("; ");
    expect((await me(cookie)).status).toBe(401);
  });

  test("ends with signing out", async () => {
    const cookie = await signIn(world, "Ana");
    expect((await me(cookie)).status).toBe(200);
    const out = await fetch(`${world.origin}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin: world.origin, "content-type": "application/json" },
      body: "{}",
    });
    expect(out.status).toBe(200);
    expect((await me(cookie)).status).toBe(401);
  });
});

describe("wrong tries", () => {
  const five = async (body = wrong) => {
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await postSignIn(world, body)).status);
    return statuses;
  };

  test("are answered five times, and the sixth is told how long to wait", async () => {
    expect(await five()).toEqual([401, 401, 401, 401, 401]);
    const sixth = await postSignIn(world, wrong);
    expect(sixth.status).toBe(429);
    const wait = Number(sixth.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(300);
    expect((await postSignIn(world, right)).status).toBe(429);
  });

  test("are counted for each account alone, however its address is written", async () => {
    await world.agent("Brais", { line: false });
    await five({ ...wrong, email: " ANA@example.org ".trim() });
    expect((await postSignIn(world, wrong)).status).toBe(429);
    expect((await postSignIn(world, { ...right, email: "brais@example.org" })).status).toBe(200);
  });

  test("are counted for the address they come from, which the sender cannot name", async () => {
    for (let count = 0; count < 5; count += 1) {
      await postSignIn(world, wrong, {
        origin: world.origin,
        "x-parola-address": `10.0.0.${count}`,
        "x-forwarded-for": `10.0.0.${count}`,
      });
    }
    const sixth = await postSignIn(world, wrong, { origin: world.origin, "x-parola-address": "10.0.0.9" });
    expect(sixth.status).toBe(429);
  });

  test("are forgotten with a right one, and right ones are never counted", async () => {
    for (let count = 0; count < 8; count += 1) expect((await postSignIn(world, right)).status).toBe(200);
    for (let count = 0; count < 4; count += 1) expect((await postSignIn(world, wrong)).status).toBe(401);
    expect((await postSignIn(world, right)).status).toBe(200);
    expect(await five()).toEqual([401, 401, 401, 401, 401]);
  });

  test("at the same moment are no way around the count", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => postSignIn(world, wrong)));
    const statuses = answers.map((each) => each.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  test("of somebody else do not stop right ones at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => postSignIn(world, right)));
    expect(answers.map((each) => each.status)).toEqual(Array.from({ length: 8 }, () => 200));
  });
});

test("who hangs up does not hold up the next", async () => {
  const line = () =>
    new Promise<void>((resolve) => {
      const body = JSON.stringify(right);
      const socket = connect(world.port, "127.0.0.1", () => {
        socket.write(
          `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: ${world.origin}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
          () => socket.resetAndDestroy(),
        );
      });
      socket.on("error", () => {});
      socket.once("close", () => resolve());
    });
  await Promise.all(Array.from({ length: 10 }, line));
  expect((await postSignIn(world, right)).status).toBe(200);
});

describe("from elsewhere", () => {
  test("nobody signs up", async () => {
    const before = await world.database.read((c) => allAgents(c));
    const response = await fetch(`${world.origin}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: world.origin },
      body: JSON.stringify({ email: "mallory@example.org", name: "Mallory", password: PASSWORD }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect((await postSignIn(world, { email: "mallory@example.org", password: PASSWORD })).status).toBe(401);
    expect(await world.database.read((c) => allAgents(c))).toEqual(before);
  });

  test.each(["https://evil.example", "null", "http://127.0.0.1:1"])(
    "a page of %s signs nobody in",
    async (origin) => {
      const response = await postSignIn(world, right, { origin });
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );

  test("a page that names no origin signs nobody in or out", async () => {
    expect((await postSignIn(world, right, {})).status).toBe(403);
    const cookie = await signIn(world, "Ana");
    const out = await fetch(`${world.origin}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: "{}",
    });
    expect(out.status).toBe(403);
    expect((await me(cookie)).status).toBe(200);
  });

  test("a page of somebody else neither signs out nor changes anything", async () => {
    const cookie = await signIn(world, "Ana");
    const post = (path: string, body: unknown, origin?: string) =>
      fetch(`${world.origin}${path}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...(origin ? { origin } : {}) },
        body: JSON.stringify(body),
      });
    expect((await post("/api/auth/sign-out", {}, "https://evil.example")).status).toBe(403);
    const save = { id: crypto.randomUUID(), scheme: "dark" };
    for (const origin of ["https://evil.example", undefined]) {
      expect((await post("/api/trpc/me.save", save, origin)).status).toBe(403);
    }
    expect((await world.caller(ana).me.get()).scheme).toBe("auto");
    expect((await post("/api/trpc/me.save", save, world.origin)).status).toBe(200);
    expect((await world.caller(ana).me.get()).scheme).toBe("dark");
  });

  test("what changes something is not done by an address alone", async () => {
    const cookie = await signIn(world, "Ana");
    const input = encodeURIComponent(JSON.stringify({ id: crypto.randomUUID(), scheme: "dark" }));
    const response = await fetch(`${world.origin}/api/trpc/me.save?input=${input}`, { headers: { cookie } });
    expect(response.status).toBe(405);
    expect((await world.caller(ana).me.get()).scheme).toBe("auto");
  });
});
