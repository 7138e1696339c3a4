import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { addQueue, addToQueue } from "#db/repositories/agents.ts";
import { closeLine } from "#db/repositories/system.ts";
import { insertWorkstream } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import type { Reply } from "#machines/wire/frames.ts";
import type { ChartId, Role } from "#machines/wire/views.ts";
import { type ManualClock, manualClock } from "../clock.ts";
import { lineLost, lineOpened } from "../execute/lines.ts";
import { makeHttp } from "../http.ts";
import { defaultPolicy, type PolicyValues } from "../policy/table.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";
import { makeRuntime, type Runtime } from "../runtime.ts";

/** The first moment of every test's world. */
export const START = Date.UTC(2026, 10, 22, 9, 0, 0);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const PASSWORD = "a long password";

type Workstream = { key: string; chart: ChartId; policy?: Partial<PolicyValues> };

const usual: Workstream[] = [
  { key: "live", chart: "liveChat" },
  { key: "persistent", chart: "persistentChat" },
];

export type World = Awaited<ReturnType<typeof makeWorld>>;

/**
 * A real runtime on a real SQLite file in a folder of its own, with an injected clock: what tests of the
 * server stand on. Nothing in it is replaced but the time and the pages. A bare one has neither queue nor
 * workstream.
 */
export async function makeWorld(
  options: { workstreams?: Workstream[]; clock?: ManualClock; bare?: boolean } = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), "parola-test-"));
  const clock = options.clock ?? manualClock(START);
  const errors: unknown[] = [];
  const logger = {
    info() {},
    warn(detail: unknown) {
      errors.push(detail);
    },
    error(detail: unknown) {
      errors.push(detail);
    },
  };
  let listener: ReturnType<typeof makeHttp> | undefined;
  const server = createServer((request, response) => listener?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  async function open(): Promise<Runtime> {
    const runtime = await makeRuntime({
      database: path.join(folder, "parola.db"),
      seed: "none",
      secret: "a secret that is long enough for a test",
      baseUrl: origin,
      origins: [origin],
      clock,
      logger: logger as never,
    });
    listener = makeHttp({
      runtime,
      origins: [origin],
      metricsToken: null,
      isReady: () => true,
      pages: async (_, response) => {
        response.writeHead(404).end();
      },
    });
    return runtime;
  }
  let runtime = await open();
  server.on("upgrade", (request, socket, head) => runtime.stream.upgrade(request, socket, head));

  const queue = "queue-general";
  await runtime.database.write(async (c) => {
    if (options.bare) return;
    await addQueue(c, queue, "General");
    for (const { key, chart, policy } of options.workstreams ?? usual) {
      await insertWorkstream(c, {
        key,
        name: key,
        chart,
        channel: "web",
        queueId: queue,
        policy: asJsonObject({ ...defaultPolicy(chart), ...policy }),
        policyRev: 1,
        secret: `the secret of the host page for ${key}`,
      });
    }
  });
  await runtime.start();

  const lines = new Map<string, string>();

  const world = {
    folder,
    clock,
    errors,
    origin,
    port,
    queue,
    get runtime() {
      return runtime;
    },
    get database() {
      return runtime.database;
    },

    /** Somebody of the staff, a member of the queue, and with an open line unless told otherwise. */
    async agent(name: string, more: { role?: Role; line?: boolean } = {}): Promise<AgentPrincipal> {
      const role = more.role ?? "agent";
      const email = `${name.toLowerCase()}@example.org`;
      const id = await runtime.setup.createPerson({ email, name, role, password: PASSWORD });
      if (role === "agent" || role === "supervisor")
        await runtime.database.write((c) => addToQueue(c, queue, id));
      const principal: AgentPrincipal = { kind: "agent", key: `agent:${id}`, id, name, role };
      if (more.line !== false) await world.connect(principal);
      return principal;
    },

    async connect(principal: AgentPrincipal | VisitorPrincipal): Promise<void> {
      const key =
        principal.kind === "agent" ? principal.key : `${principal.customer}@${principal.workstream}`;
      const id = randomUUID();
      lines.set(principal.key, id);
      await runtime.system.act((unit) => lineOpened(unit, id, key));
      await world.settle();
    },

    async disconnect(principal: AgentPrincipal | VisitorPrincipal): Promise<void> {
      const key =
        principal.kind === "agent" ? principal.key : `${principal.customer}@${principal.workstream}`;
      const id = lines.get(principal.key) ?? "";
      await runtime.system.act(async (unit) => {
        if (await closeLine(unit.c, id)) await lineLost(unit, key);
      });
      await world.settle();
    },

    async visitor(workstream = "live"): Promise<VisitorPrincipal> {
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

    /** Gives a command and waits for everything that follows from it. */
    async give(
      principal: AgentPrincipal | VisitorPrincipal,
      name: string,
      input: Record<string, unknown> = {},
      id: string = randomUUID(),
    ): Promise<Reply> {
      const reply = await runtime.services.execute({ id, name, input }, principal);
      await world.settle();
      return reply;
    },

    /** A customer's message; the conversation that it went to. */
    async say(principal: VisitorPrincipal, text = "Bo día"): Promise<string> {
      const reply = await world.give(principal, "visitor.say", { text });
      if (!reply.ok) throw new Error(reply.message);
      return (reply.data as { conversation: string }).conversation;
    },

    caller(principal: AgentPrincipal | null) {
      return runtime.pages.caller(principal);
    },

    /** Follow-ups, routing and the stream have nothing left to do. */
    async settle(): Promise<void> {
      for (let quiet = 0; quiet < 2; quiet += 1) {
        await runtime.system.followups();
        await runtime.router.request(queue);
        await runtime.hub.settled();
      }
    },

    /** Moves the clock, and lets what is due by then happen. */
    async pass(ms: number): Promise<void> {
      clock.advance(ms);
      await runtime.scheduler.run();
      await world.settle();
    },

    /** Ends the runtime and starts another on the same files, as a new process would. */
    async restart(downMs = 0): Promise<void> {
      await runtime.stop();
      clock.set(clock.now() + downMs);
      runtime = await open();
      await runtime.start();
      await world.settle();
    },

    async close(): Promise<void> {
      await runtime.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}
