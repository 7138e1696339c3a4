import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { StorageUnavailable } from "#db/connection.ts";
import { agentById } from "#db/repositories/agents.ts";
import { articleBySlug } from "#db/repositories/articles.ts";
import { contactByExternal, insertContact } from "#db/repositories/customers.ts";
import { forgetCommands } from "#db/repositories/log.ts";
import { keepDefinition } from "#db/repositories/system.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import { openAuthDatabase } from "#db/sqlite/auth.ts";
import { openSqlite } from "#db/sqlite/open.ts";
import { charts, definitionText, hashes } from "#machines/charts.ts";
import { CLOSE, type Hello } from "#machines/wire/frames.ts";
import type { ArticleView } from "#machines/wire/records.ts";
import type { ChartId, Locale, Role, Scheme } from "#machines/wire/views.ts";
import { type Auth, makeAuth } from "./auth/auth.ts";
import { isOwnOrigin } from "./auth/origins.ts";
import { mintVisitorToken, readIdentity, readVisitorToken, signIdentity } from "./auth/tokens.ts";
import type { HostClock } from "./clock.ts";
import { type Customers, createCustomers } from "./demo/customers.ts";
import { makeDemo } from "./demo/demo.ts";
import { makeExecute, type Outbound } from "./execute/execute.ts";
import { endDay, startDay } from "./execute/lines.ts";
import { makeSystem } from "./execute/system.ts";
import { makePeople } from "./people.ts";
import { pageOrigins } from "./policy/installation.ts";
import { readPolicy } from "./policy/table.ts";
import type { AgentPrincipal, VisitorPrincipal } from "./principal.ts";
import { makeRouter } from "./routing/router.ts";
import type { Services } from "./services.ts";
import { makeSetup } from "./setup.ts";
import { makeHub } from "./stream/hub.ts";
import { makeStream } from "./stream/stream.ts";
import { startHeartbeat, wakeUp } from "./timers/heartbeat.ts";
import { makeScheduler } from "./timers/scheduler.ts";
import { createCaller } from "./trpc/router.ts";

const DAY = 24 * 60 * 60 * 1_000;
const REPLIES_KEPT_MS = 90 * DAY;

export type RuntimeConfig = {
  /** Path of the database file. */
  database: string;
  seed: "demo" | "none";
  secret: string;
  baseUrl: string;
  origins: readonly string[];
  clock: HostClock;
  logger: Pick<Logger, "info" | "warn" | "error">;
};

/** What pages may call, in process. */
export type PageRuntime = {
  principal(headers: Headers): Promise<(AgentPrincipal & { locale: Locale | null; scheme: Scheme }) | null>;
  caller(principal: AgentPrincipal | null): ReturnType<typeof createCaller>;
  demo: boolean;
  demoPeople: readonly { email: string; name: string; role: Role }[];
  setupToken: string;
  /** Where people and other sites' pages find this installation, without a slash at its end. */
  address: string;
  chatPage(workstream: string): Promise<{ allowedHosts: string[]; chart: ChartId } | null>;
  /** An article that anybody may read, by the last part of its address. */
  publishedArticle(slug: string): Promise<ArticleView | null>;
  /** The origins of the line-of-business pages that an admin listed. */
  frameOrigins(): Promise<string[]>;
  demoIdentity(contact: string): Promise<string | null>;
  demoCustomers: { start(): Promise<void>; stop(): Promise<void> };
};

/** The one runtime of a process: everything that serves, wired together. */
export async function makeRuntime(config: RuntimeConfig) {
  const { clock, logger } = config;
  const newId = () => randomUUID();
  const onError = (error: unknown) => {
    logger.error({ err: error }, "something failed");
    // What the program had to do itself is still to be done; a round finds all of it.
    if (error instanceof StorageUnavailable) scheduler.again();
  };
  const database = openSqlite(config.database);
  const authDatabase = openAuthDatabase(config.database);

  const later: Outbound = {
    logged: () => hub.wake(),
    followups: () => void system.followups(),
    timers: () => scheduler.look(),
    effect: (effect) => {
      if (effect.type === "route") void router.request(effect.queue);
      else if (effect.type === "positions") stream.positions();
      else void stream.check().catch(onError);
    },
  };
  const shared = { database, clock, newId, onError, outbound: later };
  const hub = makeHub({ database, onError });
  const system = makeSystem(shared);
  const execute = makeExecute(shared);
  const router = makeRouter({ database, clock, system, onError });
  const scheduler = makeScheduler({
    database,
    clock,
    system,
    onRound() {
      void system.followups();
      void router.requestAll().catch(onError);
    },
    onError,
  });
  const auth: Auth = await makeAuth({
    client: authDatabase,
    database,
    secret: config.secret,
    baseUrl: config.baseUrl,
    origins: config.origins,
    onSignIn: async (id) => {
      await system.act((unit) => startDay(unit, id));
    },
    onSignOut: (id) => {
      void stream
        .check()
        .then((atWork) => (atWork.has(id) ? true : system.act((unit) => endDay(unit, id))))
        .catch(onError);
    },
  });
  const setup = makeSetup({ database, system, auth });
  const people = makePeople({
    database,
    auth,
    execute,
    system,
    onEnded: () => void stream.check().catch(onError),
  });
  const stream = makeStream({
    ...shared,
    execute,
    system,
    hub,
    agentOf: auth.agentOf,
    stillSignedIn: auth.stillSignedIn,
    sameOrigin: (request) => isOwnOrigin(config.origins, request),
    visitorOf: (hello, request) => visitorOf(hello, request),
  });

  async function visitorOf(hello: NonNullable<Hello["visitor"]>, request: IncomingMessage) {
    const workstream = await database.read((c) => workstreamByKey(c, hello.workstream));
    if (workstream?.channel !== "web") {
      return { ok: false, code: CLOSE.unknownWorkstream, reason: "unknown workstream" } as const;
    }
    const given = hello.token === undefined ? null : readVisitorToken(config.secret, hello.token);
    const token = given && hello.token !== undefined ? hello.token : mintVisitorToken(config.secret);
    const visitor = given ?? readVisitorToken(config.secret, token);
    if (!visitor) throw new Error("a token of our own could not be read");

    let contactId: string | null = null;
    if (hello.identity !== undefined) {
      const read = await readIdentity(hello.identity, workstream.secret, workstream.key, clock.now());
      if (!read.ok) return { ok: false, code: CLOSE.forbidden, reason: read.reason } as const;
      const { sub, name, email } = read.identity;
      contactId = await database.write(async (c) => {
        const known = await contactByExternal(c, sub);
        if (known) return known.id;
        const id = newId();
        await insertContact(c, {
          id,
          name: name ?? email ?? sub,
          email,
          phone: null,
          language: hello.locale,
          accountId: null,
          externalId: sub,
          createdAt: clock.now(),
        });
        return id;
      });
    }
    const principal: VisitorPrincipal = {
      kind: "visitor",
      key: `visitor:${visitor.id}`,
      visitorId: visitor.id,
      tokenHash: visitor.hash,
      contactId,
      customer: contactId === null ? `visitor:${visitor.id}` : `contact:${contactId}`,
      workstream: workstream.key,
      locale: hello.locale,
      page: hello.page ?? null,
      browser: browserOf(request.headers["user-agent"]),
    };
    return { ok: true, principal, token } as const;
  }

  const services: Services = { database, clock, execute, system, people, setup };
  const demo = makeDemo({ database, setup, clock, newId });
  let heartbeat: ReturnType<typeof startHeartbeat> | undefined;
  let demoCustomers: Customers | undefined;

  async function demoIdentity(contact: string): Promise<string | null> {
    const workstream = await database.read((c) => workstreamByKey(c, "web-persistent"));
    const known = await database.read((c) => contactByExternal(c, contact));
    if (!workstream || !known) return null;
    const identity = { sub: contact, name: known.name, email: known.email };
    return signIdentity(identity, workstream.secret, workstream.key, clock.now());
  }

  const isDemo = config.seed === "demo";
  const pages: PageRuntime = {
    async principal(headers) {
      const principal = await auth.agentOfHeaders(headers);
      if (!principal) return null;
      const agent = await database.read((c) => agentById(c, principal.id));
      return agent ? { ...principal, locale: agent.locale, scheme: agent.scheme } : null;
    },
    caller: (principal) => createCaller({ principal, services }),
    demo: isDemo,
    demoPeople: isDemo ? demo.people : [],
    setupToken: setup.token,
    address: new URL(config.baseUrl).origin,
    async chatPage(key) {
      const workstream = await database.read((c) => workstreamByKey(c, key));
      const read = workstream?.channel === "web" ? readPolicy(workstream.chart, workstream.policy) : null;
      return workstream && read?.ok
        ? { allowedHosts: read.policy.allowedHosts, chart: workstream.chart }
        : null;
    },
    async publishedArticle(slug) {
      const article = await database.read((c) => articleBySlug(c, slug));
      return article?.published ? article : null;
    },
    frameOrigins: () => database.read((c) => pageOrigins(c)),
    demoIdentity: (contact) => (isDemo ? demoIdentity(contact) : Promise.resolve(null)),
    demoCustomers: {
      async start() {
        demoCustomers?.start();
      },
      async stop() {
        await demoCustomers?.sendHome();
      },
    },
  };

  return {
    config,
    database,
    services,
    pages,
    auth,
    stream,
    setup,
    system,
    router,
    scheduler,
    hub,
    /** Seeds when empty, then catches up with what fell due and what was begun before the last end. */
    async start(): Promise<{ seeded: boolean; downMs: number }> {
      await database.write(async (c) => {
        for (const [chart, machine] of Object.entries(charts)) {
          const definition = { text: definitionText(machine) };
          await keepDefinition(c, { hash: hashes[chart] ?? "", chart, definition, at: clock.now() });
        }
        await forgetCommands(c, clock.now() - REPLIES_KEPT_MS);
      });
      const seeded = isDemo && (await setup.isEmpty());
      if (seeded) await demo.seed();
      await hub.start();
      const { downMs } = await wakeUp({ database, clock, system });
      await system.followups();
      await scheduler.run();
      stream.start();
      heartbeat = startHeartbeat({
        system,
        clock,
        onJump(by) {
          logger.warn({ ms: by }, "the machine's clock was set");
          scheduler.look();
        },
        onError,
      });
      if (isDemo) {
        demoCustomers = createCustomers({
          url: `${config.baseUrl.replace(/^http/, "ws")}/stream`,
          origin: config.baseUrl,
          identify: async (contact) => (await demoIdentity(contact)) ?? "",
          log: logger,
        });
      }
      return { seeded, downMs };
    },
    /** Ends in order: nobody new, what was begun is finished, then the files are closed. */
    async stop(): Promise<void> {
      await demoCustomers?.stop();
      stream.stop();
      await scheduler.stop();
      await system.idle();
      await router.idle();
      await heartbeat?.stop();
      await database.close();
      authDatabase.close();
    },
  };
}

export type Runtime = Awaited<ReturnType<typeof makeRuntime>>;

/** A browser's name and the system it runs on, as an agent reads it: never the whole header. */
export function browserOf(agent: string | undefined): string | null {
  if (!agent) return null;
  const browser = /(Edg|OPR|SamsungBrowser|Firefox|FxiOS|CriOS|Chrome|Version)\/(\d+)/.exec(agent) ?? null;
  if (!browser) return null;
  const names: Record<string, string> = {
    Edg: "Edge",
    OPR: "Opera",
    SamsungBrowser: "Samsung Internet",
    Firefox: "Firefox",
    FxiOS: "Firefox",
    CriOS: "Chrome",
    Chrome: "Chrome",
    Version: "Safari",
  };
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(agent)?.[1];
  const name = `${names[browser[1] ?? ""] ?? ""} ${browser[2]}`;
  return system ? `${name}, ${system === "Mac OS X" ? "macOS" : system}` : name;
}
