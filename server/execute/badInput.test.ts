import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conversationById, latestConversationOf } from "#db/repositories/conversations.ts";
import { allContacts } from "#db/repositories/customers.ts";
import { eventsOf, logBounds } from "#db/repositories/log.ts";
import { messagesBefore } from "#db/repositories/messages.ts";
import { mintVisitorToken, readVisitorToken, signIdentity } from "../auth/tokens.ts";
import type { AgentPrincipal } from "../principal.ts";
import { dial, dialVisitor, visitorHello } from "../testing/socket.ts";
import { DAY, HOUR, makeWorld, type World } from "../testing/world.ts";

/** What nobody should send: each has its typed answer, nothing is lost, and nothing wrong is stored. */
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

type Visitor = Awaited<ReturnType<typeof dialVisitor>>;

const rowOf = (token: string, workstream = "live") => {
  const id = readVisitorToken(world.runtime.config.secret, token)?.id ?? "";
  return world.database.read((c) => latestConversationOf(c, `visitor:${id}`, workstream));
};
async function textsOf(token: string): Promise<string[]> {
  const row = await rowOf(token);
  if (!row) return [];
  const { messages } = await world.database.read((c) => messagesBefore(c, row.id, 1_000, 200));
  return messages.map((each) => each.text);
}
const lastSeq = async () => (await world.database.read((c) => logBounds(c))).last;

/** Said on an open line with a conversation: refused as told, nothing stored, and the next one goes through. */
async function expectRefused(input: unknown, message: string): Promise<void> {
  const visitor = await dialVisitor(world);
  expect(await visitor.command("visitor.say", { text: "first" })).toMatchObject({ ok: true });
  await world.settle();
  const before = await lastSeq();
  const id = randomUUID();
  expect(await visitor.command("visitor.say", input, id)).toEqual({
    ok: false,
    code: "BAD_REQUEST",
    message,
  });
  await world.settle();
  expect(await lastSeq()).toBe(before);
  expect(await textsOf(visitor.token)).toEqual(["first"]);
  // The id was not used up: what is put right may be sent with it.
  expect(await visitor.command("visitor.say", { text: "put right" }, id)).toMatchObject({ ok: true });
  expect(await textsOf(visitor.token)).toEqual(["first", "put right"]);
}

async function expectKept(text: string): Promise<Visitor> {
  const visitor = await dialVisitor(world);
  expect(await visitor.command("visitor.say", { text })).toMatchObject({ ok: true });
  const heard = await visitor.first("chat", (each) => each.messages.length > 0);
  expect(heard.messages[0]?.text).toBe(text);
  expect(await textsOf(visitor.token)).toEqual([text]);
  return visitor;
}

describe("a message", () => {
  const family = "👩‍👩‍👧";

  test("of 4,000 letters is kept", () => expectKept("ñ".repeat(4_000)).then(() => undefined));
  test("of 4,001 letters is too long", () => expectRefused({ text: "ñ".repeat(4_001) }, "messageTooLong"));
  test("of 4,000 families is kept", () => expectKept(family.repeat(4_000)).then(() => undefined));
  test("of 4,001 families is too long", () =>
    expectRefused({ text: family.repeat(4_001) }, "messageTooLong"));
  test("of one letter with endless marks is too long", () =>
    expectRefused({ text: `a${"\u0301".repeat(70_000)}` }, "messageTooLong"));

  test.each([
    ["nothing", ""],
    ["blanks", " \t\n\r\u00a0\u2003 "],
    ["zero-width characters", "\u200b\u200d\u2060\ufeff"],
    ["marks of direction", "\u200f\u202e\u2066"],
  ])("of %s alone is empty", (_, text) => expectRefused({ text }, "messageEmpty"));

  test("with U+0000 in it is refused", () => expectRefused({ text: "a\u0000b" }, "badCharacter"));

  test("of sixty lines keeps them", async () => {
    const text = Array.from({ length: 60 }, (_, line) => `line ${line}\t`).join("\n");
    await expectKept(`${text}\n\n`);
  });

  test("with markup keeps it as the text that it is", async () => {
    const text = `<script>alert(1)</script><img src=x onerror=alert(1)> & "quotes" 'n' \${x} {{x}} javascript:alert(1)`;
    const visitor = await expectKept(text);
    expect((await rowOf(visitor.token))?.lastText).toBe(text);
  });

  test("with a family at the edge of the preview is not torn in it", async () => {
    const visitor = await expectKept(family.repeat(500));
    const preview = (await rowOf(visitor.token))?.lastText ?? "";
    expect(preview.length).toBeGreaterThan(0);
    expect(preview).toBe(family.repeat(500).slice(0, preview.length));
    expect(preview.isWellFormed()).toBe(true);
  });

  test.each([
    ["an unknown field", { text: "Ola", side: "agent" }],
    ["who it is from", { text: "Ola", by: "agent:1", role: "admin", at: 1 }],
    ["a conversation of its choice", { text: "Ola", conversation: "somebody's" }],
    ["a number as its text", { text: 7 }],
    ["a list as its text", { text: ["Ola"] }],
    ["no text", {}],
  ])("with %s is refused", (_, input) => expectRefused(input, "badInput"));

  test.each([
    ["null", null],
    ["a string", "Ola"],
    ["a list", ["Ola"]],
  ])("that is %s is refused", (_, input) => expectRefused(input, "badInput"));

  test("of the same id with another text is a conflict, and the first stands", async () => {
    const visitor = await dialVisitor(world);
    const id = randomUUID();
    await visitor.command("visitor.say", { text: "the first" }, id);
    const reply = await visitor.command("visitor.say", { text: "another" }, id);
    expect(reply).toEqual({ ok: false, code: "CONFLICT", message: "idTaken" });
    expect(await textsOf(visitor.token)).toEqual(["the first"]);
  });
});

describe("a page address", () => {
  const long = (length: number) => `https://shop.example/?q=${"x".repeat(length - 24)}`;

  test.each([
    ["of 2,000 characters", long(2_000), long(2_000)],
    ["of 2,001 characters", long(2_001), null],
    ["of 8,192 characters", long(8_192), null],
    ["of no site", "not an address", null],
    ["of a script", "javascript:alert(document.cookie)", null],
    ["of a script in capitals", " JavaScript:alert(1)", null],
    ["of data", "data:text/html,<script>alert(1)</script>", null],
    ["of a file", "file:///etc/passwd", null],
    ["with U+0000 in it", "https://shop.example/\u0000", null],
    ["with a line break in it", "https://shop.example/\nSet-Cookie: a", null],
  ])("%s leaves the chat alone", async (_, page, stored) => {
    const visitor = await dialVisitor(world, { page });
    expect(await visitor.command("visitor.say", { text: "Ola" })).toMatchObject({ ok: true });
    expect((await rowOf(visitor.token))?.page).toBe(stored);
  });
});

describe("who says who they are", () => {
  const secret = "the secret of the host page for persistent";
  const identity = { sub: "crm-1", name: "Rosalía Castro", email: "rosalia@example.org" };
  const now = () => world.clock.now();
  const key = (text: string) => new TextEncoder().encode(text);
  const signed = (change: (jwt: SignJWT) => SignJWT, by = secret) =>
    change(
      new SignJWT({ name: "Rosalía Castro" })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject("crm-1")
        .setAudience("persistent")
        .setExpirationTime(Math.floor(now() / 1_000) + 600),
    ).sign(key(by));
  const unsigned = () =>
    [
      { alg: "none", typ: "JWT" },
      { sub: "crm-1", aud: "persistent", exp: Math.floor(now() / 1_000) + 600 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");

  test("is believed with a token that the host signed", async () => {
    const token = await signIdentity(identity, secret, "persistent", now());
    const visitor = await dialVisitor(world, { workstream: "persistent", identity: token });
    expect(visitor.chat.view).toMatchObject({
      name: "Rosalía Castro",
      number: null,
      chart: "persistentChat",
    });
    await visitor.command("visitor.say", { text: "Son eu" });
    const elsewhere = await dialVisitor(world, { workstream: "persistent", identity: token });
    expect(elsewhere.chat.messages.map((each) => each.text)).toEqual(["Son eu"]);
  });

  const forgeries: [string, string, () => Promise<string>][] = [
    ["an expired one", "identityExpired", () => signIdentity(identity, secret, "persistent", now() - HOUR)],
    [
      "one of another secret",
      "identityInvalid",
      () => signIdentity(identity, "another secret", "persistent", now()),
    ],
    ["one for another workstream", "identityInvalid", () => signIdentity(identity, secret, "live", now())],
    ["one for no workstream", "identityInvalid", () => signed((jwt) => jwt.setAudience([]))],
    [
      "one that holds for a day",
      "identityInvalid",
      () => signed((jwt) => jwt.setExpirationTime((now() + DAY) / 1_000)),
    ],
    ["one of nobody", "identityInvalid", () => signed((jwt) => jwt.setSubject(""))],
    ["one of an endless id", "identityInvalid", () => signed((jwt) => jwt.setSubject("x".repeat(129)))],
    [
      "one that is not valid yet",
      "identityInvalid",
      () => signed((jwt) => jwt.setNotBefore((now() + HOUR) / 1_000)),
    ],
    ["an unsigned one", "identityInvalid", async () => `${unsigned()}.`],
    ["garbage", "identityInvalid", async () => "a.b.c"],
    ["nothing", "identityInvalid", async () => ""],
  ];
  test.each(forgeries)("is not believed with %s", async (_, reason, token) => {
    const socket = await dial(world);
    socket.send(visitorHello({ workstream: "persistent", identity: await token() }));
    expect(await socket.closed).toEqual({ code: 4403, reason });
    expect(socket.frames).toEqual([]);
    expect(await world.database.read((c) => allContacts(c))).toEqual([]);
  });

  test.each([
    ["garbage", () => "garbage"],
    ["one of another server", () => mintVisitorToken("another server's secret, which is long")],
    ["one with a broken seal", () => `${mintVisitorToken(world.runtime.config.secret).slice(0, -4)}AAAA`],
    ["nothing", () => ""],
  ])("is given a fresh token for a stale one: %s", async (_, token) => {
    const stale = token();
    const visitor = await dialVisitor(world, { token: stale });
    expect(visitor.token).not.toBe(stale);
    expect(visitor.chat.view.conversation).toBeNull();
    expect(await visitor.command("visitor.say", { text: "Ola" })).toMatchObject({ ok: true });
    const again = await dialVisitor(world, { token: visitor.token });
    expect(again.chat.messages.map((each) => each.text)).toEqual(["Ola"]);
  });

  test.each(["nowhere", "LIVE", "live\u0000", "live' or '1'='1"])(
    "is told that there is no workstream %j",
    async (workstream) => {
      const socket = await dial(world);
      socket.send(visitorHello({ workstream }));
      expect(await socket.closed).toEqual({ code: 4404, reason: "unknown workstream" });
    },
  );

  test("is told to load afresh by a wrong cursor, and loses nothing", async () => {
    const first = await dialVisitor(world);
    await first.command("visitor.say", { text: "Ola" });
    const again = await dialVisitor(world, { token: first.token }, "wrong");
    expect((await again.first("reset")).cursor).toBe(again.welcome.cursor);
    expect(again.chat.messages.map((each) => each.text)).toEqual(["Ola"]);
    expect(await again.command("visitor.say", { text: "Outra" })).toMatchObject({ ok: true });
  });
});

describe("what a chart refuses", () => {
  let ana: AgentPrincipal;
  let brais: AgentPrincipal;
  let conversation: string;
  beforeEach(async () => {
    ana = await world.agent("Ana");
    brais = await world.agent("Brais", { line: false });
    conversation = await world.say(await world.visitor());
  });
  const unchanged = async (work: () => Promise<void>) => {
    const row = () => world.database.read((c) => conversationById(c, conversation));
    const log = async () => (await world.database.read((c) => eventsOf(c, conversation))).length;
    const before = [await row(), await log()];
    await work();
    expect([await row(), await log()]).toEqual(before);
  };

  test("for its state is a conflict that tells machine, state and event", () =>
    unchanged(async () => {
      const reply = await world.give(ana, "conversation.end", { conversation });
      expect(reply).toEqual({
        ok: false,
        code: "CONFLICT",
        message: "refusedByState",
        refused: {
          machine: "liveChat",
          state: expect.stringContaining("offered"),
          event: "conversation.end",
        },
      });
    }));

  test("for a guard is forbidden, and tells the guard", () =>
    unchanged(async () => {
      const reply = await world.give(brais, "offer.accept", { conversation });
      expect(reply).toMatchObject({
        ok: false,
        code: "FORBIDDEN",
        message: "refusedByGuard",
        refused: { machine: "liveChat", event: "offer.accepted", guard: expect.any(String) },
      });
    }));

  test("reaches a caller of tRPC with the same words", () =>
    unchanged(async () => {
      const call = world.caller(ana).conversation.end({ id: randomUUID(), conversation });
      await expect(call).rejects.toMatchObject({ code: "CONFLICT", message: "refusedByState" });
    }));
});
