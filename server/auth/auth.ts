import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hash, verify } from "@node-rs/argon2";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { getMigrations } from "better-auth/db/migration";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Database } from "#db/connection.ts";
import { agentById } from "#db/repositories/agents.ts";
import type { openAuthDatabase } from "#db/sqlite/auth.ts";
import type { AgentPrincipal } from "../principal.ts";
import { makeTurns } from "./turns.ts";

/** Wrong sign-ins that an account may have from one address, and how long the next one waits. */
const WRONG_TRIES = 5;
const WAIT_SECONDS = 300;
/** The sender's address, set by this server alone. */
export const ADDRESS_HEADER = "x-parola-address";

type AuthDatabase = ReturnType<typeof openAuthDatabase>;

/**
 * Who is who. better-auth keeps users, passwords and sessions in a database of its own; name, role and
 * whether somebody may work at all stand in `agent` alone.
 */
export async function makeAuth(deps: {
  client: AuthDatabase;
  database: Database;
  secret: string;
  baseUrl: string;
  origins: readonly string[];
  /** Somebody has just signed out of one window. */
  onSignOut: (id: string) => void;
  /** Somebody has just signed in. */
  onSignIn: (id: string) => Promise<void>;
}) {
  const limiter = new RateLimiterMemory({ points: WRONG_TRIES, duration: WAIT_SECONDS });
  // Tries for one account take turns, or many at the same moment would all be the first.
  const turns = makeTurns();
  const trying = new AsyncLocalStorage<{ end: () => void; over: boolean }>();
  const keyOf = (body: unknown, headers: Headers | undefined) => {
    const email = typeof body === "object" && body !== null && "email" in body ? String(body.email) : "";
    return `${email.trim().toLowerCase().slice(0, 320)}|${headers?.get(ADDRESS_HEADER) ?? ""}`;
  };

  const options = {
    appName: "Parola",
    database: deps.client,
    secret: deps.secret,
    baseURL: deps.baseUrl,
    basePath: "/api/auth",
    trustedOrigins: [...deps.origins],
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    session: { expiresIn: 7 * 24 * 60 * 60, updateAge: 60 * 60 },
    advanced: {
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // The default depends on where it runs; it is wanted everywhere.
      disableOriginCheck: false,
      cookiePrefix: "parola",
      useSecureCookies: deps.baseUrl.startsWith("https:"),
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: {
        hash: (password: string) => hash(password),
        verify: ({ hash: stored, password }: { hash: string; password: string }) => verify(stored, password),
      },
    },
    databaseHooks: {
      session: {
        create: {
          // Who may not work any more is told what a wrong pair is told.
          before: async ({ userId }) =>
            (await deps.database.read((c) => agentById(c, userId)))?.active === true ? undefined : false,
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path !== "/sign-in/email") return;
        const key = keyOf(context.body, context.headers);
        const end = await turns.take(key);
        const request = trying.getStore();
        if (request && !request.over) request.end = end;
        else end();
        const known = await limiter.get(key);
        if (known && known.consumedPoints >= WRONG_TRIES) {
          const seconds = Math.max(1, Math.ceil(known.msBeforeNext / 1_000));
          throw new APIError(
            "TOO_MANY_REQUESTS",
            { message: "tooManyTries", seconds },
            { "Retry-After": String(seconds) },
          );
        }
      }),
      after: createAuthMiddleware(async (context) => {
        if (context.path !== "/sign-in/email") return;
        const key = keyOf(context.body, context.headers);
        if (context.context.returned instanceof APIError) await limiter.consume(key).catch(() => undefined);
        else await limiter.delete(key);
        const signedIn = context.context.newSession?.user.id;
        if (signedIn !== undefined) await deps.onSignIn(signedIn);
      }),
    },
  } satisfies BetterAuthOptions;

  const auth = betterAuth(options);
  await (await getMigrations(options)).runMigrations();
  // People are made by the server, never by a request: this instance is not reachable from outside.
  const provisioning = betterAuth({
    ...options,
    emailAndPassword: { ...options.emailAndPassword, disableSignUp: false, autoSignIn: false },
    hooks: {},
  });

  /** Sets the password by which somebody signs in from now on; only its hash is kept. */
  async function setPassword(id: string, password: string): Promise<void> {
    const { internalAdapter, password: hasher } = await auth.$context;
    const hashed = await hasher.hash(password);
    if (await internalAdapter.findCredentialAccount(id)) await internalAdapter.updatePassword(id, hashed);
    else
      await internalAdapter.linkAccount({
        userId: id,
        providerId: "credential",
        accountId: id,
        password: hashed,
      });
  }

  async function agentOfHeaders(headers: Headers): Promise<AgentPrincipal | null> {
    const session = await auth.api.getSession({ headers });
    if (!session) return null;
    const agent = await deps.database.read((c) => agentById(c, session.user.id));
    if (!agent?.active) return null;
    return { kind: "agent", key: `agent:${agent.id}`, id: agent.id, name: agent.name, role: agent.role };
  }

  const whoAsks = (request: IncomingMessage) => agentOfHeaders(fromNodeHeaders(request.headers));
  const answer = toNodeHandler(auth);
  async function handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const turn = { end: () => {}, over: false };
    // Who hangs up may never be answered, and must not hold up the next.
    response.once("close", () => {
      turn.over = true;
      turn.end();
    });
    const leaves = request.url?.split("?", 1)[0] === "/api/auth/sign-out" ? await whoAsks(request) : null;
    try {
      await trying.run(turn, () => answer(request, response));
    } finally {
      turn.end();
    }
    // Refused (a page of somebody else), they are still signed in.
    if (leaves && !(await whoAsks(request))) deps.onSignOut(leaves.id);
  }

  return {
    handler,
    agentOfHeaders,
    agentOf: whoAsks,
    /**
     * Makes somebody who can sign in. The caller has seen that nobody works here by this address: a sign-in
     * that is there is what was left by a making that was cut off, and is taken up. @returns the id.
     */
    async createUser(person: { email: string; name: string; password: string }): Promise<string> {
      const { internalAdapter } = await auth.$context;
      const left = await internalAdapter.findUserByEmail(person.email);
      if (left) {
        await setPassword(left.user.id, person.password);
        return left.user.id;
      }
      const made = await provisioning.api.signUpEmail({ body: person });
      return made.user.id;
    },
    /** For each: is this still the person of that role, signed in and active? */
    stillSignedIn(
      connections: readonly { request: IncomingMessage; principal: AgentPrincipal }[],
    ): Promise<boolean[]> {
      return Promise.all(
        connections.map(async ({ request, principal }) => {
          const now = await agentOfHeaders(fromNodeHeaders(request.headers));
          return now !== null && now.id === principal.id && now.role === principal.role;
        }),
      );
    },
    setPassword,
    /** Ends all of somebody's sign-ins; their open lines are the caller's to look at. */
    async endSessions(id: string): Promise<void> {
      await (await auth.$context).internalAdapter.deleteUserSessions(id);
    },
  };
}

export type Auth = Awaited<ReturnType<typeof makeAuth>>;
