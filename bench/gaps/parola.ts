import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import type { MessageView, WorkItem } from "#machines/wire/views.ts";
import { systemClock } from "#server/clock.ts";
import { Line, type Socket } from "../../app/(desk)/workspace/engine/line.ts";
import type { Outbox } from "../../app/(desk)/workspace/engine/outbox.ts";
import { Sending } from "../../app/(desk)/workspace/engine/sending.ts";
import { createStore } from "../../app/(desk)/workspace/engine/store.ts";
import { startParola } from "../../e2e/fixtures/server.ts";
import { createChat } from "../../widget/chat/chat.ts";
import { clock as widgetClock } from "../../widget/chat/clock.ts";
import { createStore as createWidgetStore } from "../../widget/chat/store.ts";
import { furnished, nameOf, signIn, WORKSTREAM } from "../furnish.ts";
import type { Contender, Heard } from "./script.ts";

/** As many as an agent may have at once. */
const PAIRS_EACH = 5;

/** The chat of the widget, as it runs in a customer's page, but for the page. */
function openChat(stream: string, origin: string, heard: (message: MessageView) => void) {
  let known: readonly MessageView[] = [];
  const seen = new Set<MessageView["id"]>();
  const taken = Promise.withResolvers<string>();
  const chat = createChat({
    workstream: WORKSTREAM,
    locale: "en",
    clock: widgetClock,
    dial() {
      const socket = new WebSocket(stream, { origin });
      // A browser's socket does not throw; its `close` says it.
      socket.on("error", () => {});
      return socket;
    },
    isOnline: () => true,
    // No page, no storage: kept in memory, as where a browser refuses it.
    openStore: (who) =>
      createWidgetStore(
        () => {
          throw new Error("no storage");
        },
        WORKSTREAM,
        who,
      ),
    openTabs: () => ({ alone: (_, job) => void job(), whenFree() {}, hold() {}, leave() {} }),
    changed(state) {
      if (state.view?.state === "active" && state.view.conversation) taken.resolve(state.view.conversation);
      if (state.messages === known) return;
      known = state.messages;
      for (const message of known) {
        if (message.side !== "agent" || seen.has(message.id)) continue;
        seen.add(message.id);
        heard(message);
      }
    },
    cleared() {},
  });
  chat.begin(null, `${origin}/`);
  return { chat, taken: taken.promise };
}

/** An agent's window: the line and the outbox of the workspace. Takes what rings, and hears the customers. */
function openWindow(
  stream: string,
  origin: string,
  who: { name: string; cookie: string },
  heard: (message: MessageView) => void,
) {
  const mine = new Set<string>();
  const outbox = createStore<Outbox>([]);
  const live = Promise.withResolvers<void>();
  let cursor: string | undefined;
  const asked = new Set<string>();
  const line: Line = new Line({
    open() {
      const socket = new WebSocket(stream, { origin, headers: { cookie: who.cookie } });
      const used: Socket = {
        send: (text) => socket.send(text),
        close: () => socket.close(),
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      socket.on("error", () => {});
      socket.on("open", () => used.onopen?.());
      socket.on("message", (data) => used.onmessage?.({ data: String(data) }));
      socket.on("close", (code) => used.onclose?.({ code }));
      return used;
    },
    clock: systemClock,
    random: Math.random,
    window: randomUUID(),
    cursor: () => cursor,
    online: () => true,
    onState(state) {
      if (state === "live") live.resolve();
      sending.restart();
    },
    onFrame(frame) {
      if (frame.t === "reply") sending.reply(frame.id, frame.reply);
      if (frame.t === "reset") throw new Error("the stream asked to load afresh");
      if (frame.t === "welcome") cursor ??= frame.cursor;
      if (frame.t !== "event" && frame.t !== "granted") return;
      cursor = frame.cursor;
      const { item, messages = [] } = frame.event;
      if (item?.owner?.name === who.name) take(item);
      for (const message of messages) {
        if (message.side === "customer" && mine.has(message.conversation)) heard(message);
      }
    },
  });
  const sending: Sending = new Sending({
    outbox,
    storage: { load: () => [], put() {}, drop() {} },
    clock: systemClock,
    send: (frame) => line.send(frame),
    live: () => line.current === "live",
    grace: () => 150_000,
    known: () => Promise.reject(new Error("nothing grows so old here")),
    confirmed() {},
    returned(entry, reason) {
      throw new Error(`a message came back: ${reason} (${entry.id})`);
    },
    newId: randomUUID,
  });
  function take(item: WorkItem): void {
    if (item.state === "active") mine.add(item.id);
    if (item.state !== "offered" || asked.has(item.id)) return;
    asked.add(item.id);
    const input = { conversation: item.id };
    line.send({ t: "command", id: randomUUID(), name: "offer.accept", input });
  }
  line.start();
  return {
    line,
    mine,
    live: live.promise,
    say(conversation: string, text: string) {
      const entry = { conversation, session: `conversation:${conversation}`, text, draftRev: null };
      const more = { id: randomUUID(), at: systemClock.now(), state: "pending", reason: null } as const;
      sending.add({ ...entry, ...more }, Promise.resolve(null));
    },
  };
}

/** The real program in production mode, and what the product itself runs in a browser. */
export const parola: Contender = {
  name: "Parola",
  note: "live chats; the widget's and the workspace's own lines and outboxes",
  async serve(folder, pairs) {
    const env = await furnished(folder, "liveChat", Math.ceil(pairs / PAIRS_EACH));
    const server = await startParola(env);
    return { port: server.port, url: server.url, stop: () => server.remove() };
  },
  async connect(port, url, pairs, heard: Heard) {
    const stream = `ws://127.0.0.1:${port}/stream`;
    const pairOf = new Map<string, number>();
    const windows: ReturnType<typeof openWindow>[] = [];
    for (let agent = 0; agent < Math.ceil(pairs / PAIRS_EACH); agent += 1) {
      const who = { name: nameOf(agent), cookie: await signIn(url, agent) };
      const window = openWindow(stream, url, who, ({ conversation, text }) => {
        const pair = pairOf.get(conversation);
        if (pair !== undefined) heard(pair, "customer", text);
      });
      windows.push(window);
      await window.live;
    }
    const chats: ReturnType<typeof openChat>["chat"][] = [];
    const desks: ((text: string) => void)[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const { chat, taken } = openChat(stream, url, (message) => heard(pair, "agent", message.text));
      chats.push(chat);
      chat.say("Good morning");
      const conversation = await taken;
      pairOf.set(conversation, pair);
      const window = windows.find(({ mine }) => mine.has(conversation));
      if (!window) throw new Error("a conversation that nobody has");
      desks.push((text) => window.say(conversation, text));
    }
    return {
      say(pair, by, text) {
        if (by === "customer") chats[pair]?.say(text);
        else desks[pair]?.(text);
      },
      async close() {
        for (const window of windows) window.line.stop();
        for (const chat of chats) chat.shutdown();
      },
    };
  },
};
