import { makeClient } from "#ui/trpc/client.ts";
import type { Api } from "../../../app/(desk)/workspace/engine/api.ts";
import { pageClock } from "../../../app/(desk)/workspace/engine/clock.ts";
import { Engine } from "../../../app/(desk)/workspace/engine/engine.ts";
import type { Socket } from "../../../app/(desk)/workspace/engine/line.ts";
import { apiOf } from "../../../app/(desk)/workspace/engine/pageApi.ts";
import { sessionOf } from "../../../app/(desk)/workspace/engine/subject.ts";
import { at } from "../../../app/(desk)/workspace/engine/threads.ts";
import { memoryStorage } from "../../../widget/testing/fakes.ts";
import type { Bell } from "../bell.ts";
import type { Desk, Draft, Said, Seen } from "../history.ts";
import { dial, type Refusal, refusalsOf } from "./socket.ts";

/** A browser in which an agent is signed in: its cookie, and what its tabs share. */
export type Device = { readonly cookie: string; readonly local: Storage };

/** Signs in as the page does. */
export async function signIn(url: string, email: string, password: string): Promise<Device> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`The sign-in answered ${response.status}: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0] ?? "")
    .join("; ");
  return { cookie, local: memoryStorage() };
}

/** A window of the workspace: its engine with the line, the outbox and the drafts, without React. */
export type Agent = {
  readonly name: string;
  readonly engine: Engine;
  readonly api: Api;
  readonly said: Said[];
  readonly savedDrafts: Draft[];
  live(): boolean;
  /** Conversations that this window shows as this agent's own. */
  conversations(): string[];
  write(conversation: string, text: string): void;
  say(conversation: string, text: string): void;
  idle(): boolean;
  seen(conversation: string): Seen;
  /** What it shows and what a fresh read says, in what both have. */
  compare(): Promise<Desk>;
  /** What the server answered with a no over the line, so far. */
  readonly refusals: readonly Refusal[];
  leave(): void;
};

export type AgentOptions = {
  name: string;
  url: string;
  device: Device;
  bell: Bell;
  /** Takes what is offered. */
  accepts?: boolean;
};

export async function openAgent(options: AgentOptions): Promise<Agent> {
  const { name, url, device, bell } = options;
  const call: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("cookie", device.cookie);
    headers.set("origin", url);
    return fetch(input, { ...init, headers });
  };
  const client = makeClient(`${url}/api/trpc`, call);
  const bare = apiOf(
    () => client,
    (path, body) =>
      call(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body }),
  );
  const savedDrafts: Draft[] = [];
  const api: Api = {
    ...bare,
    async saveDraft(id, save) {
      const { rev } = await bare.saveDraft(id, save);
      savedDrafts.push({ agent: me, session: save.session, text: save.text, rev });
      bell.ring();
      return { rev };
    },
  };

  const desk = await api.load();
  const me = desk.me.id;
  const said: Said[] = [];
  const frames = new Map<string, number>();
  const refusals: Refusal[] = [];
  const engine = new Engine(desk, await api.drafts(), {
    api,
    clock: pageClock,
    openSocket: () => watched(refusalsOf(dial(url, device.cookie), refusals, bell.ring), frames),
    online: () => true,
    random: Math.random,
    visible: true,
    local: device.local,
    session: memoryStorage(),
  });
  const shown = new Map<string, Seen["messages"]>();

  engine.threads.store.subscribe(() => {
    for (const conversation of Object.keys(engine.threads.store.get())) show(conversation);
    bell.ring();
  });

  /** As one who reads from the first message on: what is missing is wanted, as by the list on the screen. */
  function show(conversation: string): void {
    const thread = engine.threads.of(conversation);
    const list = shown.get(conversation) ?? [];
    shown.set(conversation, list);
    const before = list.length;
    for (let message = at(thread, before + 1); message; message = at(thread, list.length + 1)) {
      const { id, seq, text } = message;
      list.push({ id, seq, text });
    }
    const next = list.length + 1;
    if (thread.status !== "ready" || next > thread.last) return;
    queueMicrotask(() => engine.threads.want(conversation, next, thread.last));
  }
  engine.outbox.subscribe(() => {
    const outbox = engine.outbox.get();
    for (const entry of outbox) {
      const own = said.find((each) => each.id === null && each.text === entry.text);
      if (own) own.id = entry.id;
    }
    for (const own of said) {
      if (own.id === null || own.acknowledged) continue;
      const entry = outbox.find((each) => each.id === own.id);
      if (entry?.state === "failed") own.failed = entry.reason ?? "failed";
      else if (entry?.state !== "pending") own.acknowledged = true;
    }
    bell.ring();
  });
  engine.returned.subscribe(() => {
    for (const [session, reason] of Object.entries(engine.returned.get())) {
      const own = said.findLast((each) => sessionOf(each.conversation ?? "") === session);
      if (own) own.failed = `came back: ${reason}`;
    }
  });
  // The workspace's actor hears of a frame after the desk does.
  engine.line.subscribe(() => queueMicrotask(look));
  engine.desk.subscribe(() => queueMicrotask(look));

  /** What the screen does by itself: it takes offers when told to, and reads what it shows. */
  function look(): void {
    const { conversations, sessions } = engine.desk.get();
    for (const { item } of Object.values(conversations)) {
      if (options.accepts && item.state === "offered" && item.owner?.id === me) engine.deeds.accept(item.id);
    }
    for (const { subject } of sessions) {
      const { status } = engine.threads.of(subject);
      if (status === "absent" || (status === "failed" && engine.line.get() === "live"))
        void engine.threads.need(subject).then(look);
    }
    bell.ring();
  }
  engine.start();
  look();

  return {
    name,
    engine,
    api,
    said,
    savedDrafts,
    live: () => engine.line.get() === "live",
    conversations: () =>
      engine.desk.get().items.mine.flatMap((item) => (item.state === "active" ? [item.id] : [])),
    write(conversation, text) {
      engine.attention.used();
      engine.write(sessionOf(conversation), text);
    },
    say(conversation, text) {
      engine.attention.used();
      said.push({ window: name, side: "agent", id: null, conversation, text, acknowledged: false });
      engine.write(sessionOf(conversation), text);
      engine.send(sessionOf(conversation));
    },
    idle: () => engine.outbox.get().length === 0 && said.every((each) => each.acknowledged),
    seen: (conversation) => ({
      window: name,
      conversation,
      messages: shown.get(conversation) ?? [],
      twice: [...frames].filter(([, times]) => times > 1).map(([id]) => id),
    }),
    async compare() {
      const fresh = await api.load();
      return { window: name, held: comparable(engine.desk.get()), fresh: comparable(fresh) };
    },
    refusals,
    leave() {
      engine.stop();
    },
  };
}

/** Without what two reads may differ in: where the stream was, and the text of drafts. */
function comparable({ cursor: _, drafts, ...rest }: Awaited<ReturnType<Api["load"]>>): unknown {
  return JSON.parse(JSON.stringify({ ...rest, drafts: drafts.map(({ text: __, ...draft }) => draft) }));
}

/** The engine's socket over Node's own, counting the messages that come over it. */
function watched(socket: WebSocket, frames: Map<string, number>): Socket {
  const line: Socket = {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  socket.onopen = () => line.onopen?.();
  socket.onmessage = ({ data }) => {
    const frame: unknown = JSON.parse(String(data));
    for (const id of idsOf(frame)) frames.set(id, (frames.get(id) ?? 0) + 1);
    line.onmessage?.({ data });
  };
  socket.onclose = (event) => line.onclose?.({ code: event.code });
  return line;
}

function idsOf(frame: unknown): string[] {
  if (typeof frame !== "object" || frame === null || !("event" in frame)) return [];
  const { event } = frame;
  if (typeof event !== "object" || event === null || !("messages" in event)) return [];
  return Array.isArray(event.messages) ? event.messages.map((message: { id: string }) => message.id) : [];
}
