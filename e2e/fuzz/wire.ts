import { WebSocket } from "ws";
import type { Socket } from "../../app/(desk)/workspace/engine/line.ts";

/**
 * What a browser's network does to it.
 * - `open`: carries all.
 * - `cut`: nothing goes out and nothing comes in.
 * - `deaf`: what is sent arrives, and no answer comes back.
 * - `stalled`: what comes by the stream waits until the mood is another one.
 */
export type Mood = "open" | "cut" | "deaf" | "stalled";

type Held = { ws: WebSocket; waiting: Set<string>; welcomed: boolean };

/** One browser's network: the calls and the streams of its pages, and how busy they are. */
export type Wire = {
  mood(): Mood;
  set(mood: Mood): void;
  /** Counts whatever came or went. */
  moved(): number;
  /** Answers that are still to come. */
  busy(): number;
  /** Everything that the server has sent by the streams so far has been heard. */
  heard(): Promise<void>;
  call: typeof fetch;
  openSocket(): Socket;
  /** Breaks all streams, as the end of a page does. */
  breakAll(): void;
};

/** @param cookie of the browser at that time. */
export function openWire(origin: string, cookie: () => string): Wire {
  let mood: Mood = "open";
  let moved = 0;
  let calls = 0;
  const open = new Set<Held>();
  const later: { work: () => void; isEnd: boolean }[] = [];

  /** No answer comes; asked anew, for the mood may have changed meanwhile. */
  const isDumb = () => mood === "cut" || mood === "deaf";
  const breakAll = () => {
    for (const { ws } of [...open]) ws.terminate();
    // What has not come through will not; that there is an end, a browser sees by itself.
    for (const { work, isEnd } of later.splice(0)) if (isEnd) work();
  };

  return {
    mood: () => mood,
    set(next) {
      mood = next;
      moved += 1;
      if (next === "cut" || next === "deaf") breakAll();
      else if (next === "open") for (const { work } of later.splice(0)) work();
    },
    moved: () => moved,
    busy: () =>
      calls + [...open].reduce((sum, { waiting, welcomed }) => sum + waiting.size + (welcomed ? 0 : 1), 0),
    async heard() {
      await Promise.all([...open].map(({ ws }) => answered(ws)));
    },
    breakAll,

    async call(input, init) {
      if (mood === "cut") throw new TypeError("fetch failed");
      const headers = new Headers(init?.headers);
      headers.set("cookie", cookie());
      headers.set("origin", origin);
      calls += 1;
      moved += 1;
      try {
        const response = await fetch(input, { ...init, headers });
        const body = await response.text();
        if (isDumb()) throw new TypeError("fetch failed");
        return new Response(body, { status: response.status, headers: response.headers });
      } finally {
        calls -= 1;
        moved += 1;
      }
    },

    openSocket() {
      const line: Socket = { send() {}, close() {}, onopen: null, onmessage: null, onclose: null };
      if (isDumb()) {
        setImmediate(() => line.onclose?.({ code: 1006 }));
        return line;
      }
      const ws = new WebSocket(`${origin.replace("http", "ws")}/stream`, {
        headers: { origin, cookie: cookie() },
      });
      const held: Held = { ws, waiting: new Set(), welcomed: false };
      open.add(held);
      const deliver = (work: () => void, isEnd = false) => {
        moved += 1;
        if (mood === "stalled") later.push({ work, isEnd });
        else work();
      };
      ws.on("open", () => line.onopen?.());
      ws.on("message", (data) => {
        held.welcomed = true;
        const text = String(data);
        const reply = /^\{"t":"reply","id":"([^"]+)"/.exec(text)?.[1];
        if (reply) held.waiting.delete(reply);
        deliver(() => line.onmessage?.({ data: text }));
      });
      ws.on("error", () => {});
      ws.on("close", (code) => {
        open.delete(held);
        deliver(() => line.onclose?.({ code }), true);
      });
      line.send = (text) => {
        moved += 1;
        const command = /^\{"t":"command","id":"([^"]+)"/.exec(text)?.[1];
        if (command) held.waiting.add(command);
        ws.send(text);
      };
      line.close = () => ws.terminate();
      return line;
    },
  };
}

/** A ping that is answered comes behind all that was sent before; of a broken stream nothing comes any more. */
function answered(ws: WebSocket): Promise<void> {
  if (ws.readyState !== WebSocket.OPEN && ws.readyState !== WebSocket.CONNECTING) return Promise.resolve();
  return new Promise((resolve) => {
    const sign = ws.readyState === WebSocket.OPEN ? "pong" : "open";
    const over = () => {
      ws.off(sign, over);
      ws.off("close", over);
      resolve();
    };
    ws.on(sign, over);
    ws.on("close", over);
    if (sign === "pong") ws.ping();
  });
}
