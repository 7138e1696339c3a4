import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logBounds } from "#db/repositories/log.ts";
import type { Role } from "#machines/wire/views.ts";
import { commands } from "../execute/commands.ts";
import { type AgentPrincipal, type Principal, SYSTEM, type VisitorPrincipal } from "../principal.ts";
import { makeWorld, type World } from "../testing/world.ts";
import { appRouter } from "../trpc/router.ts";
import { mayCall, procedures } from "./rights.ts";

/** Who may call what, written down a second time: V visitor, A agent, S supervisor, M admin, D designer, * all. */
const expected: Record<string, string> = {
  "visitor.say": "V",
  "visitor.end": "V",
  "message.send": "AS",
  "offer.accept": "AS",
  "offer.reject": "AS",
  "conversation.pick": "AS",
  "conversation.open": "AS",
  "conversation.end": "AS",
  "conversation.continue": "AS",
  "conversation.release": "AS",
  "conversation.read": "AS",
  "conversation.messages": "AS",
  "conversation.details": "AS",
  "conversation.linkContact": "AS",
  "conversation.linkCase": "AS",
  "conversation.candidates": "AS",
  "session.open": "AS",
  "session.close": "AS",
  "session.move": "AS",
  "tab.open": "AS",
  "tab.close": "AS",
  "tab.move": "AS",
  "tab.save": "AS",
  "items.page": "AS",
  "draft.save": "AS",
  "draft.list": "AS",
  "presence.choose": "AS",
  "presence.reset": "AS",
  "day.end": "AS",
  "desk.load": "AS",
  "contact.get": "ASM",
  "contact.cases": "ASM",
  "contact.timeline": "ASM",
  "contact.create": "ASM",
  "contact.save": "ASM",
  "account.get": "ASM",
  "account.contacts": "ASM",
  "account.cases": "ASM",
  "account.timeline": "ASM",
  "account.create": "ASM",
  "account.save": "ASM",
  "case.get": "ASM",
  "case.timeline": "ASM",
  "case.create": "ASM",
  "case.save": "ASM",
  "search.find": "ASM",
  "knowledge.search": "ASM",
  "knowledge.get": "ASM",
  "knowledge.create": "SM",
  "knowledge.save": "SM",
  "templates.list": "ASM",
  "templates.get": "ASM",
  "templates.preview": "AS",
  "templates.draft": "M",
  "templates.create": "M",
  "templates.save": "M",
  "templates.remove": "M",
  "installation.get": "M",
  "installation.pageState": "AS",
  "installation.save": "M",
  "me.get": "ASMD",
  "me.save": "ASMD",
  "workstream.list": "M",
  "workstream.get": "M",
  "workstream.save": "M",
  "workstream.secret": "M",
  "person.list": "M",
  "person.create": "M",
  "person.save": "M",
  "person.setPassword": "M",
  "setup.state": "*",
  "setup.create": "*",
};

const letters: Record<string, Role | "visitor"> = {
  V: "visitor",
  A: "agent",
  S: "supervisor",
  M: "admin",
  D: "designer",
};
const parties = ["stranger", "visitor", "agent", "supervisor", "admin", "designer"] as const;
type Party = (typeof parties)[number];

function mayBe(name: string, party: Party): boolean {
  const allowed = expected[name] ?? "";
  return allowed === "*" || [...allowed].some((letter) => letters[letter] === party);
}

let world: World;
const staff = new Map<Party, AgentPrincipal>();
let visitor: VisitorPrincipal;
beforeAll(async () => {
  world = await makeWorld();
  for (const role of ["agent", "supervisor", "admin", "designer"] as const) {
    staff.set(role, await world.agent(role, { role, line: false }));
  }
  visitor = await world.visitor();
});
afterAll(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

function principalOf(party: Party): Principal | null {
  if (party === "visitor") return visitor;
  return staff.get(party) ?? null;
}

const inRouter = Object.keys(appRouter._def.procedures);
const cells = (names: readonly string[], who: readonly Party[]) =>
  names.flatMap((name) => who.map((party) => [name, party] as const));

describe("the table of rights", () => {
  test("names every procedure and every command, and nothing else", () => {
    expect([...procedures].sort()).toEqual(Object.keys(expected).sort());
    expect([...new Set([...inRouter, ...commands.keys()])].sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(cells(Object.keys(expected), parties))("%s by a %s", (name, party) => {
    expect(mayCall(principalOf(party), name)).toBe(mayBe(name, party));
  });

  test.each([
    "",
    "desk",
    "desk.loa",
    "desk.load ",
    "DESK.LOAD",
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
  ])("says no to everybody for what it does not name: %j", (name) => {
    for (const party of parties) expect(mayCall(principalOf(party), name)).toBe(false);
  });

  test("gives the program itself no right to call from outside", () => {
    for (const name of procedures) if (expected[name] !== "*") expect(mayCall(SYSTEM, name)).toBe(false);
  });
});

/** Calls a procedure with nothing: who may call is told that the input is bad, or gets the answer. */
async function call(name: string, principal: AgentPrincipal | null): Promise<string> {
  const [noun = "", verb = ""] = name.split(".");
  const caller = world.caller(principal) as unknown as Record<
    string,
    Record<string, (input?: unknown) => Promise<unknown>>
  >;
  try {
    await caller[noun]?.[verb]?.();
    return "OK";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

describe("a procedure", () => {
  const who = parties.filter((party) => party !== "visitor");
  test.each(cells(inRouter, who))("%s called by a %s", async (name, party) => {
    const code = await call(name, staff.get(party) ?? null);
    if (mayBe(name, party)) expect(["OK", "BAD_REQUEST"]).toContain(code);
    else expect(code).toBe(party === "stranger" ? "UNAUTHORIZED" : "FORBIDDEN");
  });

  test.each(inRouter.filter((name) => expected[name] !== "*"))(
    "%s over HTTP without a cookie is 401",
    async (name) => {
      const { type } =
        (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[name]?._def ??
        {};
      const response = await fetch(`${world.origin}/api/trpc/${name}`, {
        method: type === "query" ? "GET" : "POST",
        headers: { origin: world.origin, "content-type": "application/json" },
        ...(type === "query" ? {} : { body: "{}" }),
      });
      expect(response.status).toBe(401);
      const { error } = (await response.json()) as { error: { data: unknown } };
      expect(error.data).toMatchObject({ code: "UNAUTHORIZED", message: "signedOut" });
      expect(JSON.stringify(error)).not.toMatch(/stack|node_modules|\.ts/);
    },
  );
});

describe("a command", () => {
  const who = parties.filter((party) => party !== "stranger");
  test.each(cells([...commands.keys()], who))("%s given by a %s", async (name, party) => {
    const before = (await world.database.read((c) => logBounds(c))).last;
    const principal = principalOf(party);
    if (!principal) throw new Error("no such party");
    const reply = await world.runtime.services.execute(
      { id: randomUUID(), name, input: { nonsense: 1 } },
      principal,
    );
    expect(reply).toEqual(
      mayBe(name, party)
        ? { ok: false, code: "BAD_REQUEST", message: "badInput" }
        : { ok: false, code: "FORBIDDEN", message: "notAllowed" },
    );
    expect((await world.database.read((c) => logBounds(c))).last).toBe(before);
  });
});
