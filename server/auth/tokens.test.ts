import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { mintVisitorToken, readIdentity, readVisitorToken, signIdentity } from "./tokens.ts";

const secret = "a secret that is long enough for a test";

describe("a visitor's token", () => {
  test("is read by the server that minted it, always as the same visitor", () => {
    const token = mintVisitorToken(secret);
    const read = readVisitorToken(secret, token);
    expect(read).toEqual(readVisitorToken(secret, token));
    expect(read?.id).toMatch(/^[\w-]{22}$/);
    // What is stored does not let anybody be the visitor.
    expect(token).not.toContain(read?.hash);
    expect(read?.hash).not.toContain(token.split(".")[0]);
  });

  test("is never minted twice", () => {
    const ids = new Set(
      Array.from({ length: 1_000 }, () => readVisitorToken(secret, mintVisitorToken(secret))?.id),
    );
    expect(ids.size).toBe(1_000);
    expect(ids.has(undefined)).toBe(false);
  });

  const token = mintVisitorToken(secret);
  const [random = "", seal = ""] = token.split(".");
  const flipped = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
  test.each([
    ["a seal that is forged", `${random}.${flipped(seal)}`],
    ["another visitor's seal", `${random}.${mintVisitorToken(secret).split(".")[1]}`],
    ["its random part changed", `${flipped(random)}.${seal}`],
    ["no seal", random],
    ["an empty seal", `${random}.`],
    ["only the seal", `.${seal}`],
    ["the seal of another server", mintVisitorToken("another secret that is long enough")],
    ["a shorter random part", `${random.slice(1)}.${seal}`],
    ["nothing", ""],
    ["a dot", "."],
    ["characters beyond ASCII", `${"ñ".repeat(43)}.${seal}`],
  ])("with %s is nobody's", (_, forged) => {
    expect(readVisitorToken(secret, forged)).toBeNull();
  });

  test("with something behind it is nobody's, so that a visitor has one token alone", () => {
    expect(readVisitorToken(secret, `${token}.more`)).toBeNull();
  });
});

describe("a host's token", () => {
  const now = Date.UTC(2026, 10, 22);
  const seconds = Math.floor(now / 1_000);
  const host = "the secret of the host";
  const sign = (claims: Record<string, unknown>, alg = "HS256") =>
    new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(host.padEnd(64, "!")));
  const read = (token: string, at = now) => readIdentity(token, host.padEnd(64, "!"), "web", at);
  const whole = { sub: "crm-7", aud: "web", exp: seconds + 600 };

  test("tells who the visitor is", async () => {
    const identity = { sub: "crm-7", name: "Kenny Smith", email: "kenny@example.org" };
    const token = await signIdentity(identity, host, "web", now);
    expect(await readIdentity(token, host, "web", now)).toEqual({ ok: true, identity });
    const alone = { sub: "crm-7", name: null, email: null };
    expect(await readIdentity(await signIdentity(alone, host, "web", now), host, "web", now)).toEqual({
      ok: true,
      identity: alone,
    });
  });

  test("holds until it expires, by the server's clock", async () => {
    const token = await sign(whole);
    expect(await read(token, now + 599_000)).toMatchObject({ ok: true });
    expect(await read(token, now + 600_000)).toEqual({ ok: false, reason: "identityExpired" });
  });

  test.each<[string, Record<string, unknown>]>([
    ["no end", { ...whole, exp: undefined }],
    ["an end in two hours", { ...whole, exp: seconds + 7_200 }],
    ["nobody", { ...whole, sub: undefined }],
    ["another workstream", { ...whole, aud: "another" }],
    ["no workstream", { ...whole, aud: undefined }],
    ["an address that is none", { ...whole, email: "kenny" }],
    ["an empty name", { ...whole, name: "" }],
    ["a name that is a list", { ...whole, name: ["Kenny"] }],
    ["a beginning that is to come", { ...whole, nbf: seconds + 60 }],
  ])("with %s is not believed", async (_, claims) => {
    expect(await read(await sign(claims))).toEqual({ ok: false, reason: "identityInvalid" });
  });

  test.each(["HS384", "HS512"])("signed by %s is not believed", async (alg) => {
    expect(await read(await sign(whole, alg))).toEqual({ ok: false, reason: "identityInvalid" });
  });
});
