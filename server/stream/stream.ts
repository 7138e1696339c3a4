import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Database } from "#db/connection.ts";
import { closeLine } from "#db/repositories/system.ts";
import { hashes } from "#machines/charts.ts";
import { CLOSE, type ClientFrame, clientFrame, type Hello } from "#machines/wire/frames.ts";
import type { Clock } from "../clock.ts";
import type { Execute } from "../execute/execute.ts";
import { lineKeyOf, lineLost, lineOpened } from "../execute/lines.ts";
import type { System } from "../execute/system.ts";
import type { AgentPrincipal, Principal } from "../principal.ts";
import { type AgentReader, makeAgentReader } from "./agent.ts";
import { type Connection, makeConnection } from "./connection.ts";
import { cursorOf } from "./cursor.ts";
import type { Hub } from "./hub.ts";
import { makeVisitorReader, type VisitorReader } from "./visitor.ts";

const PING_MS = 20_000;
const CHECK_MS = 60_000;
const MOST_BYTES = 1024 * 1024;
/** Until what the disk did not take is tried again. */
const AGAIN_MS = 1_000;
/** Typing is ephemeral and told at most this often. */
const TYPING_MS = 300;

export type StreamDeps = {
  database: Database;
  clock: Clock;
  newId: () => string;
  execute: Execute;
  system: System;
  hub: Hub;
  /** Who the cookie of this request says it is. */
  agentOf(request: IncomingMessage): Promise<AgentPrincipal | null>;
  /** Of these agents, which may go on: asked every minute, in one batch. */
  stillSignedIn(
    connections: readonly { request: IncomingMessage; principal: AgentPrincipal }[],
  ): Promise<boolean[]>;
  visitorOf(
    hello: NonNullable<Hello["visitor"]>,
    request: IncomingMessage,
  ): Promise<
    | { ok: true; principal: Extract<Principal, { kind: "visitor" }>; token: string }
    | { ok: false; code: number; reason: string }
  >;
  sameOrigin(request: IncomingMessage): boolean;
  onError(error: unknown): void;
};

type Member = {
  connection: Connection;
  request: IncomingMessage;
  principal: Principal;
  reader: AgentReader | VisitorReader;
  /** It has caught up: what it was sent goes up to the tail. */
  live: boolean;
  stop: () => void;
};

/** `/stream`: who is there, what they send, and what they are sent. */
export function makeStream(deps: StreamDeps) {
  const { clock, hub, system } = deps;
  const server = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  const members = new Map<string, Member>();
  let callOff: (() => void)[] = [];
  let stopped = false;
  /** How often everybody was looked at. */
  let looks = 0;

  async function join(
    connection: Connection,
    request: IncomingMessage,
    hello: Hello,
    onLine: (key: string) => void,
  ): Promise<Member | null> {
    const looksBefore = looks;
    let principal: Principal;
    let token: string | null = null;
    if (hello.visitor) {
      const known = await deps.visitorOf(hello.visitor, request);
      if (!known.ok) {
        connection.close(known.code, known.reason);
        return null;
      }
      principal = known.principal;
      token = known.token;
    } else {
      const agent = deps.sameOrigin(request) ? await deps.agentOf(request) : null;
      if (!agent || (hello.person !== undefined && hello.person !== agent.id)) {
        connection.close(CLOSE.signedOut, "signed out");
        return null;
      }
      principal = agent;
    }
    onLine(lineKeyOf(principal));
    await system.act((unit) => lineOpened(unit, connection.id, lineKeyOf(principal)));
    const reader =
      principal.kind === "visitor"
        ? makeVisitorReader({ connection, principal, database: deps.database, onError: deps.onError })
        : await makeAgentReader({
            connection,
            principal: principal as AgentPrincipal,
            database: deps.database,
          });
    const member: Member = { connection, request, principal, reader, live: false, stop: () => {} };

    const from = await cursorOf(deps.database, hello.cursor, hub.last());
    const cursor = String(from.at);
    const now = clock.now();
    if (reader.kind === "visitor" && token !== null) {
      const chat = await reader.welcome(token);
      connection.send({ t: "welcome", cursor, now, hashes, chat });
    } else connection.send({ t: "welcome", cursor, now, hashes });
    if (from.reset) connection.send({ t: "reset", cursor });
    members.set(connection.id, member);
    // Everybody was looked at while this one came in, and was not among them.
    if (looks !== looksBefore) await check();
    member.stop = await hub.follow(from.at, reader);
    member.live = true;
    if (!connection.open) member.stop();
    return member;
  }

  async function typing(member: Member, frame: Extract<ClientFrame, { t: "typing" }>): Promise<void> {
    if (member.reader.kind === "visitor") {
      const to = await member.reader.partner();
      if (!to) return;
      for (const other of members.values()) {
        if (other.principal.key !== `agent:${to.agent}`) continue;
        other.connection.send({ t: "typing", conversation: to.conversation, on: frame.on });
      }
      return;
    }
    if (frame.conversation === undefined) return;
    const line = await member.reader.customerLineOf(frame.conversation);
    if (line === null) return;
    for (const other of members.values()) {
      if (lineKeyOf(other.principal) !== line) continue;
      other.connection.send({ t: "typing", conversation: frame.conversation, on: frame.on });
    }
  }

  function receive(member: Member, frame: ClientFrame, lastTyping: { at: number; on: boolean }): void {
    switch (frame.t) {
      case "command":
        void deps
          .execute({ id: frame.id, name: frame.name, input: frame.input }, member.principal)
          .then((reply) => member.connection.send({ t: "reply", id: frame.id, reply }))
          .catch(deps.onError);
        break;
      case "typing": {
        const now = clock.now();
        if (frame.on && lastTyping.on && now - lastTyping.at < TYPING_MS) break;
        lastTyping.at = now;
        lastTyping.on = frame.on;
        void typing(member, frame).catch(deps.onError);
        break;
      }
      case "hello":
        member.connection.close(CLOSE.badFrame, "hello twice");
        break;
      case "pong":
        break;
    }
  }

  function accept(socket: WebSocket, request: IncomingMessage): void {
    const connection = makeConnection(socket, deps.newId());
    const lastTyping = { at: 0, on: false };
    let joining: Promise<Member | null> | undefined;
    let member: Member | null = null;
    let line: string | null = null;
    let waiting: ClientFrame[] = [];
    socket.on("error", () => socket.terminate());
    socket.on("message", (data, binary) => {
      const read = binary ? null : parseFrame(String(data));
      if (read === null || !read.ok) {
        if (read?.id) {
          const reply = { ok: false, code: "BAD_REQUEST", message: "badFrame" } as const;
          connection.send({ t: "reply", id: read.id, reply });
        } else connection.close(CLOSE.badFrame, "bad frame");
        return;
      }
      if (member) return receive(member, read.frame, lastTyping);
      if (joining) {
        waiting.push(read.frame);
        return;
      }
      if (read.frame.t !== "hello") {
        connection.close(CLOSE.badFrame, "hello first");
        return;
      }
      joining = join(connection, request, read.frame, (key) => {
        line = key;
      });
      joining
        .then((joined) => {
          member = joined;
          if (joined) for (const frame of waiting) receive(joined, frame, lastTyping);
          waiting = [];
        })
        .catch((error) => {
          deps.onError(error);
          connection.close(1011, "failed");
        });
    });
    socket.on("close", () => {
      void (joining ?? Promise.resolve(null))
        .catch(() => null)
        .then((joined) => {
          joined?.stop();
          members.delete(connection.id);
          if (line !== null) tellLost(connection.id, line);
        })
        .catch(deps.onError);
    });
  }

  /**
   * Told until the disk takes it: a line that stays on record would count somebody as present. At a shutdown
   * the lines stay there, and the next start tells them lost.
   */
  function tellLost(id: string, key: string): void {
    if (stopped) return;
    system
      .act(async (unit) => {
        if (await closeLine(unit.c, id)) await lineLost(unit, key);
      })
      .catch((error) => {
        deps.onError(error);
        clock.after(AGAIN_MS, () => tellLost(id, key));
      });
  }

  function every(ms: number, work: () => void): void {
    const index = callOff.length;
    const next = () => {
      if (stopped) return;
      callOff[index] = clock.after(ms, () => {
        work();
        next();
      });
    };
    callOff.push(() => {});
    next();
  }

  /** Closes the lines of those who may not go on. @returns who is still at work, in any window. */
  async function check(): Promise<ReadonlySet<string>> {
    looks += 1;
    const atWork = new Set<string>();
    const agents = [...members.values()].flatMap((member) =>
      member.principal.kind === "agent"
        ? [{ member, request: member.request, principal: member.principal }]
        : [],
    );
    if (agents.length === 0) return atWork;
    const may = await deps.stillSignedIn(agents);
    agents.forEach(({ member, principal }, index) => {
      if (may[index] === false) member.connection.close(CLOSE.signedOut, "signed out");
      else if (member.connection.open) atWork.add(principal.id);
    });
    return atWork;
  }

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      // The HTTP server has let go of this socket: an error that nobody hears would end the process.
      socket.on("error", () => socket.destroy());
      // A browser always names the page's origin; whoever names another one is a page of somebody else.
      if (request.headers.origin !== undefined && !deps.sameOrigin(request)) {
        socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => accept(ws, request));
    },
    start(): void {
      every(PING_MS, () => {
        const text = JSON.stringify({ t: "ping", now: clock.now(), cursor: String(hub.last()) });
        // A ping tells how far the reader has come; who is still catching up is being sent frames anyway.
        for (const member of members.values()) if (member.live) member.connection.ping(text);
      });
      every(CHECK_MS, () => void check().catch(deps.onError));
    },
    /** To be called on sign-out, deactivation and a change of role: looks at everybody at once. */
    check,
    /** The places in the lines may have changed. */
    positions(): void {
      for (const member of members.values()) {
        if (member.reader.kind === "visitor") member.reader.refresh();
      }
    },
    connections: () => members.size,
    stop(): void {
      stopped = true;
      for (const off of callOff) off();
      callOff = [];
      for (const member of members.values()) member.connection.close(CLOSE.restart, "restart");
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

export type Stream = ReturnType<typeof makeStream>;

function parseFrame(text: string): { ok: true; frame: ClientFrame } | { ok: false; id: string | null } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, id: null };
  }
  const parsed = clientFrame.safeParse(json);
  if (parsed.success) return { ok: true, frame: parsed.data };
  if (typeof json !== "object" || json === null || !("t" in json) || json.t !== "command")
    return { ok: false, id: null };
  return { ok: false, id: "id" in json && typeof json.id === "string" ? json.id.slice(0, 64) : null };
}
