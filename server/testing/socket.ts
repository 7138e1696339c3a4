import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import type { Hello, Reply, ServerFrame } from "#machines/wire/frames.ts";
import { PASSWORD, type World } from "./world.ts";

type Of<T extends ServerFrame["t"]> = Extract<ServerFrame, { t: T }>;

/**
 * A client of `/stream` for tests: a real socket that keeps every frame, and waits by events alone, never
 * by time. What does not come ends in the test's own timeout.
 */
export type TestSocket = Awaited<ReturnType<typeof dial>>;

/** Opens a socket, as a browser would unless told otherwise; `origin: null` names no origin. */
export async function dial(
  world: Pick<World, "origin">,
  options: { origin?: string | null; cookie?: string; agent?: string } = {},
) {
  const origin = options.origin === undefined ? world.origin : options.origin;
  const socket = new WebSocket(`${world.origin.replace("http", "ws")}/stream`, {
    headers: {
      ...(origin === null ? {} : { origin }),
      ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      ...(options.agent === undefined ? {} : { "user-agent": options.agent }),
    },
  });
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  let gone = false;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => {
      gone = true;
      resolve({ code, reason: reason.toString() });
      for (const look of [...waiting]) look();
    });
  });
  socket.on("message", (data) => {
    const frame: ServerFrame = JSON.parse(String(data));
    frames.push(frame);
    for (const look of [...waiting]) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => {});

  /** The first value that `look` finds, now or after one of the frames to come. */
  function when<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const again = () => {
        const found = look();
        if (found === undefined && !gone) return;
        waiting.delete(again);
        if (found === undefined) reject(new Error(`closed while waiting; got ${JSON.stringify(frames)}`));
        else resolve(found);
      };
      waiting.add(again);
      again();
    });
  }

  return {
    socket,
    frames,
    closed,
    when,
    send: (frame: unknown) => socket.send(JSON.stringify(frame)),
    raw: (data: string | Buffer) => socket.send(data),
    all<K extends ServerFrame["t"]>(t: K): Of<K>[] {
      return frames.filter((frame): frame is Of<K> => frame.t === t);
    },
    /** The first frame of this kind for which `fits` holds. */
    first<K extends ServerFrame["t"]>(t: K, fits: (frame: Of<K>) => boolean = () => true): Promise<Of<K>> {
      return when(() => this.all(t).find(fits));
    },
    /** Gives a command and resolves with its reply; the same id may be given again. */
    async command(name: string, input: unknown, id: string = randomUUID()): Promise<Reply> {
      const before = this.all("reply").filter((frame) => frame.id === id).length;
      this.send({ t: "command", id, name, input });
      const { reply } = await when(() => this.all("reply").filter((frame) => frame.id === id)[before]);
      return reply;
    },
    async leave(): Promise<void> {
      socket.close();
      await closed;
    },
  };
}

type VisitorHello = Partial<NonNullable<Hello["visitor"]>>;

/** A widget that has said hello and was welcomed. */
export async function dialVisitor(world: Pick<World, "origin">, visitor: VisitorHello = {}, cursor?: string) {
  const socket = await dial(world);
  socket.send(visitorHello(visitor, cursor));
  const welcome = await socket.first("welcome");
  if (!welcome.chat) throw new Error("a visitor is welcomed with their chat");
  return { ...socket, welcome, chat: welcome.chat, token: welcome.chat.token };
}

export function visitorHello(visitor: Record<string, unknown> = {}, cursor?: string) {
  return {
    t: "hello",
    v: 1,
    window: randomUUID(),
    ...(cursor === undefined ? {} : { cursor }),
    visitor: { workstream: "live", locale: "gl", ...visitor },
  };
}

/** A window of a member of the staff that was welcomed. */
export async function dialAgent(world: Pick<World, "origin">, cookie: string, cursor?: string) {
  const socket = await dial(world, { cookie });
  socket.send({ t: "hello", v: 1, window: randomUUID(), ...(cursor === undefined ? {} : { cursor }) });
  const welcome = await socket.first("welcome");
  return { ...socket, welcome };
}

/** Asks the real sign-in; the caller looks at the answer. */
export function postSignIn(
  world: Pick<World, "origin">,
  body: { email: string; password: string },
  headers: Record<string, string> = { origin: world.origin },
): Promise<Response> {
  return fetch(`${world.origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Signs somebody of the world in. @returns their cookie. */
export async function signIn(world: Pick<World, "origin">, name: string): Promise<string> {
  const response = await postSignIn(world, {
    email: `${name.toLowerCase()}@example.org`,
    password: PASSWORD,
  });
  if (response.status !== 200) throw new Error(`sign-in answered ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0] ?? "")
    .join("; ");
}
