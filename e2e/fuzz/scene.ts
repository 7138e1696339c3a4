import { HOME } from "#machines/workspace/ids.ts";
import type { AgentPrincipal, VisitorPrincipal } from "#server/principal.ts";
import { PASSWORD } from "#server/testing/world.ts";
import { FakeArea } from "../../app/(desk)/workspace/engine/testing.ts";
import { type FuzzServer, openServer } from "./server.ts";
import { type Ledger, makeLedger } from "./texts.ts";
import { type Device, makeWindow, signIn, type Window } from "./window.ts";

/** As few as let the windows run into the limit now and then. */
const SESSIONS = 6;
/** Beyond this nothing is waited for: it will not come to rest. */
const PATIENCE_MS = 20_000;

export type Customer = { principal: VisitorPrincipal; isThere: boolean; said: number };
export type RecordRef = { kind: "contact" | "account" | "case"; id: string };

/** Two agents, one of them with a second window, customers and records, and one server under all of them. */
export type Scene = {
  readonly server: FuzzServer;
  readonly windows: readonly Window[];
  readonly customers: readonly Customer[];
  readonly records: readonly RecordRef[];
  readonly ledger: Ledger;
  /** Nothing is on its way anywhere, and everybody has heard of everything. */
  settle(): Promise<void>;
  /** The clock moves, and what falls due by it happens. */
  pass(ms: number): Promise<void>;
  /** Ends all sign-ins of an agent, as their expiry does. */
  expire(device: Device): Promise<void>;
  signIn(device: Device): Promise<void>;
  close(): Promise<void>;
};

async function makeRecords(server: FuzzServer, ana: AgentPrincipal): Promise<RecordRef[]> {
  const records: RecordRef[] = [];
  const wanted = [
    ["contact", "name"],
    ["contact", "name"],
    ["account", "name"],
    ["case", "title"],
    ["case", "title"],
  ] as const;
  for (const [kind, field] of wanted) {
    const fields = { [field]: `${kind} ${records.length}` };
    const reply = await server.give(ana, `${kind}.create`, { fields });
    const data: unknown = reply.ok ? reply.data : null;
    const id: unknown = typeof data === "object" && data !== null ? Reflect.get(data, kind) : null;
    if (typeof id !== "string") throw new Error(`No ${kind} was made: ${JSON.stringify(reply)}`);
    records.push({ kind, id });
  }
  return records;
}

/** What Ana's second window is: in another browser, or a tab of the same one. */
export type Second = "device" | "tab";

export async function openScene(second: Second): Promise<Scene> {
  const server = await openServer();
  const ana = await server.person("Ana", "agent");
  const brais = await server.person("Brais", "agent");
  const admin = await server.person("Admin", "admin");
  const records = await makeRecords(server, ana);
  const limited = { part: "sessions", value: { limit: SESSIONS }, baseRev: 0 };
  const limit = await server.give(admin, "installation.save", limited);
  if (!limit.ok) throw new Error(limit.message);

  const deviceOf = ({ id, email }: { id: string; email: string }): Device => ({
    agent: id,
    email,
    cookie: "",
    local: new FakeArea(),
  });
  const first = deviceOf(ana);
  const devices = [first, deviceOf(brais), second === "device" ? deviceOf(ana) : first];
  for (const device of new Set(devices)) await signIn(server, device, PASSWORD);
  const windows = devices.map((device, index) =>
    makeWindow(["ana", "brais", `ana's ${second}`][index] ?? "", device, server),
  );
  const customers: Customer[] = [];
  for (const workstream of ["live", "persistent", "live", "persistent", "live"] as const)
    customers.push({ principal: server.customer(workstream), isThere: false, said: 0 });

  const wires = windows.map((window) => window.wire);
  const moved = () => wires.reduce((sum, wire) => sum + wire.moved(), 0);
  const busy = () => wires.reduce((sum, wire) => sum + wire.busy(), 0);

  async function settle(): Promise<void> {
    const since = performance.now();
    for (let before = -1; moved() !== before || busy() > 0; ) {
      before = moved();
      await server.rest();
      await Promise.all(wires.map((wire) => wire.heard()));
      for (const window of windows) window.look();
      // What was heard is acted on in this turn, and calls go out in the next one.
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      if (performance.now() - since > PATIENCE_MS) {
        const who = windows.map(({ name, wire }) => `${name} ${wire.mood()} ${wire.busy()}`);
        throw new Error(`It does not come to rest: ${who.join(", ")}`);
      }
    }
  }

  const scene: Scene = {
    server,
    windows,
    customers,
    records,
    ledger: makeLedger(),
    settle,

    async pass(ms) {
      server.clock.advance(ms);
      await server.due();
    },

    async expire({ agent }) {
      if (!server.isUp) return;
      await server.runtime.auth.endSessions(agent);
      await server.runtime.stream.check();
    },
    signIn: (device) => signIn(server, device, PASSWORD),

    async close() {
      for (const window of windows) window.end("crashed");
      await server.close();
    },
  };
  for (const window of windows) await window.open();
  await settle();
  return scene;
}

/** The sessions of a window's panel, Home before them. */
export function sessionsOf(window: Window): string[] {
  return [HOME, ...(window.engine()?.actor.getSnapshot().context.order ?? [])];
}
