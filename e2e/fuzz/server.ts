import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { addQueue, addToQueue } from "#db/repositories/agents.ts";
import { closeLine } from "#db/repositories/system.ts";
import { insertWorkstream } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import { type ManualClock, manualClock } from "#server/clock.ts";
import { lineLost, lineOpened } from "#server/execute/lines.ts";
import { makeHttp } from "#server/http.ts";
import { defaultPolicy } from "#server/policy/table.ts";
import type { AgentPrincipal, VisitorPrincipal } from "#server/principal.ts";
import { makeRuntime, type Runtime } from "#server/runtime.ts";
import { PASSWORD, START } from "#server/testing/world.ts";
import { type MortalClock, mortal } from "./clock.ts";

const QUEUE = "queue-general";
const charts = { live: "liveChat", persistent: "persistentChat" } as const;

export type FuzzServer = Awaited<ReturnType<typeof openServer>>;

/** The port of this process, behind which one program after the other lives: each would measure its event loop. */
async function openPort() {
  const connections = new Set<Socket>();
  let runtime: Runtime | null = null;
  const server = createServer();
  server.on("connection", (socket) => {
    if (runtime === null) socket.destroy();
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
  });
  server.on("upgrade", (request, socket, head) => {
    if (runtime === null) socket.destroy();
    else runtime.stream.upgrade(request, socket, head);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  const origin = `http://127.0.0.1:${address.port}`;
  const now = (): Runtime => {
    if (runtime === null) throw new Error("There is no program at this time.");
    return runtime;
  };
  server.on(
    "request",
    makeHttp({
      runtime: new Proxy({} as Runtime, { get: (_, key) => Reflect.get(now(), key) }),
      origins: [origin],
      metricsToken: null,
      isReady: () => true,
      pages: async (_, response) => {
        response.writeHead(404).end();
      },
    }),
  );
  return {
    origin,
    /** Whoever comes from now on is answered by this one; by nobody, and every line breaks. */
    serve(next: Runtime | null) {
      runtime = next;
      if (next === null) for (const socket of connections) socket.destroy();
    },
  };
}
let shared: ReturnType<typeof openPort> | undefined;

/**
 * The real runtime on a real SQLite file behind a port, which can be killed: its lines break without a
 * farewell, what it had still to do never happens, and the next one finds what is on the disk.
 */
export async function openServer(clock: ManualClock = manualClock(START)) {
  shared ??= openPort();
  const { origin, serve } = await shared;
  const folder = mkdtempSync(path.join(tmpdir(), "parola-fuzz-"));
  const errors: unknown[] = [];
  let isUp = false;

  async function open(): Promise<{ runtime: Runtime; life: MortalClock }> {
    const life = mortal(clock);
    // What a killed one complains of is its death.
    const tell = (detail: unknown) => {
      if (life.alive()) errors.push(detail);
    };
    const runtime = await makeRuntime({
      database: path.join(folder, "parola.db"),
      seed: "none",
      secret: "a secret that is long enough for a test",
      baseUrl: origin,
      origins: [origin],
      clock: life,
      // The program logs by three of pino's methods.
      logger: { info() {}, warn: tell, error: tell } as never,
    });
    return { runtime, life };
  }
  let now = await open();
  await now.runtime.database.write(async (c) => {
    await addQueue(c, QUEUE, "General");
    for (const [key, chart] of Object.entries(charts)) {
      await insertWorkstream(c, {
        key,
        name: key,
        chart,
        channel: "web",
        queueId: QUEUE,
        policy: asJsonObject(defaultPolicy(chart)),
        policyRev: 1,
        secret: `the secret of the host page for ${key}`,
      });
    }
  });
  await now.runtime.start();
  serve(now.runtime);
  isUp = true;
  const lines = new Map<string, string>();

  const fuzzed = {
    clock,
    origin,
    errors,
    get runtime() {
      return now.runtime;
    },
    get isUp() {
      return isUp;
    },

    /** Somebody of the staff. @returns who they are, and by which address they sign in. */
    async person(name: string, role: "agent" | "admin"): Promise<AgentPrincipal & { email: string }> {
      const email = `${name.toLowerCase()}@example.org`;
      const id = await now.runtime.setup.createPerson({ email, name, role, password: PASSWORD });
      if (role === "agent") await now.runtime.database.write((c) => addToQueue(c, QUEUE, id));
      return { kind: "agent", key: `agent:${id}`, id, name, role, email };
    },

    customer(workstream: keyof typeof charts): VisitorPrincipal {
      const visitorId = randomUUID();
      return {
        kind: "visitor",
        key: `visitor:${visitorId}`,
        visitorId,
        tokenHash: visitorId,
        contactId: null,
        customer: `visitor:${visitorId}`,
        workstream,
        locale: "gl",
        page: "https://shop.example/kettles",
        browser: "Firefox 140, Linux",
      };
    },

    give: (principal: AgentPrincipal | VisitorPrincipal, name: string, input: Record<string, unknown> = {}) =>
      now.runtime.services.execute({ id: randomUUID(), name, input }, principal),

    /** The customer's window opens; the end of a program ends all lines, so they open again after it. */
    async arrive({ key, customer, workstream }: VisitorPrincipal): Promise<void> {
      const id = randomUUID();
      lines.set(key, id);
      await now.runtime.system.act((unit) => lineOpened(unit, id, `${customer}@${workstream}`));
    },

    async leave({ key, customer, workstream }: VisitorPrincipal): Promise<void> {
      const id = lines.get(key) ?? "";
      lines.delete(key);
      await now.runtime.system.act(async (unit) => {
        if (await closeLine(unit.c, id)) await lineLost(unit, `${customer}@${workstream}`);
      });
    },

    /** Follow-ups, routing and the stream have nothing left to do with what was given so far. */
    async rest(): Promise<void> {
      if (!isUp) return;
      const { database, system, router, hub } = now.runtime;
      await database.write(async () => {});
      await system.followups();
      await router.request(QUEUE);
      await hub.settled();
    },

    /** What is due by now happens. */
    async due(): Promise<void> {
      if (isUp) await now.runtime.scheduler.run();
    },

    async kill(): Promise<void> {
      isUp = false;
      now.life.die();
      serve(null);
      lines.clear();
      // It hears of no line that broke, and tells nobody: they are broken already.
      now.runtime.stream.stop();
      await now.runtime.database.close();
    },

    async start(): Promise<void> {
      now = await open();
      await now.runtime.start();
      serve(now.runtime);
      isUp = true;
    },

    async close(): Promise<void> {
      isUp = false;
      now.life.die();
      serve(null);
      await now.runtime.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return fuzzed;
}
