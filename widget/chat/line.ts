import type { ClientFrame, ServerFrame } from "#machines/wire/frames.ts";
import type { Clock } from "./clock.ts";
import type { Line, Refusal } from "./state.ts";

/** What the line needs of a WebSocket. */
export type Socket = {
  send(text: string): void;
  close(): void;
  addEventListener(type: "open", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { code: number }) => void): void;
};

export type LineOptions = {
  dial(): Socket;
  clock: Clock;
  /** Whether the browser believes to have a network. */
  isOnline(): boolean;
  /** Says hello, when it may: called once the socket is open; `say` is false when that one is gone. */
  greet(say: (frame: ClientFrame) => boolean): void;
  changed(line: Line, refusal?: Refusal): void;
  received(frame: ServerFrame): void;
};

export type LineControl = {
  start(): void;
  stop(): void;
  /** Leaves the present connection, if any, and dials at once. */
  restart(): void;
  /** The network or the page came back: tries now what would be tried later. */
  nudge(): void;
  /** False when there is no live connection. */
  send(frame: ClientFrame): boolean;
};

const SILENCE = 45_000;
const PATIENCE = 10_000;
const FIRST_RETRY = 250;
const LAST_RETRY = 5_000;
/** After so many failed attempts the customer reads *No connection*. */
const TELL_AFTER = 4;

// The numbers of `CLOSE` in machines/wire/frames.ts, which brings a parser that is too large for here.
const REFUSALS: Record<number, Refusal> = {
  4400: "badFrame",
  4401: "identity",
  4403: "identity",
  4404: "unknownWorkstream",
};

/** Keeps one WebSocket to `/stream`: dials, watches, dials again with a growing, jittered pause. */
export function createLine(options: LineOptions): LineControl {
  const { clock } = options;
  let socket: Socket | null = null;
  let live = false;
  let failures = 0;
  let heard = 0;
  let once = false;
  let cancelWatch = () => {};
  let cancelRetry: (() => void) | null = null;

  function dial(): void {
    drop();
    options.changed(stateOf());
    const mine = options.dial();
    socket = mine;
    watch(PATIENCE);
    mine.addEventListener("open", () => {
      if (socket === mine) options.greet((frame) => say(mine, frame));
    });
    mine.addEventListener("message", ({ data }) => {
      const frame = socket === mine ? parse(data) : null;
      if (frame) take(frame);
    });
    mine.addEventListener("close", ({ code }) => {
      if (socket === mine) lost(REFUSALS[code]);
    });
  }

  function take(frame: ServerFrame): void {
    watch(SILENCE);
    if (frame.t === "ping") {
      send({ t: "pong" });
    } else if (frame.t === "reset") {
      dial();
    } else {
      if (frame.t === "welcome") {
        live = once = true;
        failures = 0;
      }
      options.received(frame);
      if (frame.t === "welcome") options.changed("live");
    }
  }

  function lost(refusal?: Refusal): void {
    drop();
    if (refusal) {
      options.changed("refused", refusal);
      return;
    }
    const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** failures) * (0.5 + clock.random() / 2);
    failures += 1;
    cancelRetry = clock.after(pause, dial);
    options.changed(stateOf());
  }

  /** Silence is a lost line: a connection that died without a word sends no close either. */
  function watch(patience: number): void {
    cancelWatch();
    heard = clock.now();
    cancelWatch = clock.after(patience, () => lost());
  }

  function drop(): void {
    cancelWatch();
    cancelRetry?.();
    cancelRetry = null;
    live = false;
    const old = socket;
    socket = null;
    old?.close();
  }

  function stateOf(): Line {
    if (!options.isOnline() || failures >= TELL_AFTER) return "offline";
    return once ? "reconnecting" : "connecting";
  }

  function send(frame: ClientFrame): boolean {
    return live && socket !== null && say(socket, frame);
  }

  function say(to: Socket, frame: ClientFrame): boolean {
    if (to !== socket) return false;
    to.send(JSON.stringify(frame));
    return true;
  }

  return {
    start: dial,
    restart: dial,
    stop: drop,
    send,
    nudge() {
      if (cancelRetry || (live && clock.now() - heard > SILENCE)) dial();
      else if (!live && socket) options.changed(stateOf());
    },
  };
}

/** The server's own frames are trusted in their shape, as far as their name is known. */
function parse(data: unknown): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return isFrame(frame) ? frame : null;
  } catch {
    return null;
  }
}

function isFrame(frame: unknown): frame is ServerFrame {
  return typeof frame === "object" && frame !== null && "t" in frame && typeof frame.t === "string";
}
