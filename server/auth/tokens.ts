import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/**
 * A visitor's token: 256 random bits and the server's seal on them. It is kept by the widget and goes in
 * the first frame, never in an address. The visitor's id is made from it, so nothing has to be stored
 * before the first message.
 */
export function mintVisitorToken(secret: string): string {
  const random = randomBytes(32).toString("base64url");
  return `${random}.${seal(secret, random)}`;
}

function seal(secret: string, random: string): string {
  return createHmac("sha256", secret).update(`visitor:${random}`).digest("base64url");
}

/** @returns the visitor's id and what is stored of the token, or null when it is not one of ours. */
export function readVisitorToken(secret: string, token: string): { id: string; hash: string } | null {
  const [random = "", mark = "", ...more] = token.split(".");
  const expected = Buffer.from(seal(secret, random));
  const given = Buffer.from(mark);
  // One visitor has one token: what goes on behind the seal would be another visitor with the same seal.
  if (more.length > 0 || random.length !== 43) return null;
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const hash = createHash("sha256").update(token).digest("base64url");
  return { id: hash.slice(0, 22), hash };
}

const claims = z.object({
  sub: z.string().min(1).max(128),
  name: z.string().min(1).max(200).optional(),
  email: z.email().max(320).optional(),
});

export type Identity = { sub: string; name: string | null; email: string | null };

/**
 * Reads the token with which a host's server tells who its visitor is: HS256 by the workstream's secret,
 * `aud` the workstream's key, `sub` the host's own id of the person, `exp` required and at most an hour off.
 */
export async function readIdentity(
  token: string,
  secret: string,
  workstream: string,
  now: number,
): Promise<{ ok: true; identity: Identity } | { ok: false; reason: "identityExpired" | "identityInvalid" }> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      audience: workstream,
      requiredClaims: ["sub", "exp"],
      currentDate: new Date(now),
    });
    const parsed = claims.safeParse(payload);
    if (!parsed.success || (payload.exp ?? 0) * 1_000 > now + 3_660_000)
      return { ok: false, reason: "identityInvalid" };
    const { sub, name, email } = parsed.data;
    return { ok: true, identity: { sub, name: name ?? null, email: email ?? null } };
  } catch (error) {
    return { ok: false, reason: error instanceof errors.JWTExpired ? "identityExpired" : "identityInvalid" };
  }
}

/** What a host's server does to sign its visitor in; the demo shop does it with this. */
export async function signIdentity(
  identity: Identity,
  secret: string,
  workstream: string,
  now: number,
): Promise<string> {
  return new SignJWT({
    ...(identity.name === null ? {} : { name: identity.name }),
    ...(identity.email === null ? {} : { email: identity.email }),
  })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(identity.sub)
    .setAudience(workstream)
    .setExpirationTime(Math.floor(now / 1_000) + 600)
    .sign(new TextEncoder().encode(secret));
}
