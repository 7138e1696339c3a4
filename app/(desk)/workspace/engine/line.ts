import type { ClientFrame, ServerFrame } from "#machines/wire/frames.ts";
import { CLOSE } from "#machines/wire/limits.ts";
import type { Clock } from "./clock.ts";

/** What the line of this window is doing; the words for it are under `desk.line`. */
export type LineState = "connecting" | "live" | "reconnecting" | "offline" | "signedOut";

/** The part of a browser's WebSocket that the line uses. */
export type Socket = {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
};

export type LineOptions = {
  open(): Socket;
  clock: Clock;
  /** 0 … 1, for the jitter. */
  random(): number;
  window: string;
  /** Whose line it is to be; without it, whoever the cookie names. */
  person?: string;
  cursor(): string | undefined;
  online(): boolean;
  onFrame(frame: ServerFrame): void;
  onState(state: LineState): void;
  /** Asked when a socket never opened twice in a row: a refused upgrade looks like no server. */
  signedOut?(): Promise<boolean>;
};

export const SILENCE = 45_000;
/** Until the first word on a new line: one that hangs as it opens is tried anew, as the widget does. */
export const PATIENCE = 10_000;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;
/** So many failures in a row are called "No connection". */
const OFFLINE_AFTER = 3;

/** The wait before attempt `failures` + 1: doubled from 0.25 s to 5 s, less up to half of it at random. */
export function backOff(failures: number, random: number): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (1 - random / 2));
}

function parse(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame !== "object" || frame === null || !("t" in frame)) return null;
    // The server is of one build with this page and makes its frames typed; `t` picks the branch.
    return frame as ServerFrame;
  } catch {
    return null;
  }
}

/**
 * The window's one stream: says hello with the cursor, answers pings, and comes back by itself after
 * a cut, after 45 s of silence, and at once when the browser says that it is online or visible again.
 */
export class Line {
  private readonly options: LineOptions;
  private socket: Socket | null = null;
  private state: LineState = "connecting";
  private failures = 0;
  private heardAt = 0;
  private cancelWatch: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;
  private running = false;

  constructor(options: LineOptions) {
    this.options = options;
  }

  get current(): LineState {
    return this.state;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.failures = 0;
    this.connect();
  }

  /** Until `start`, nothing goes: a line that is begun anew is not live before it is welcomed. */
  stop(): void {
    this.running = false;
    this.drop();
    if (this.state === "live") this.move("reconnecting");
  }

  /** Tries now instead of when the wait is over; also how a signed-out line resumes. */
  hurry(): void {
    if (!this.running) return;
    if (this.state === "live") {
      // A laptop that slept does not know that its socket is dead: two missed pings are enough.
      if (this.options.clock.now() - this.heardAt > SILENCE) this.lost(0);
      return;
    }
    if (this.socket) return;
    this.cancelRetry?.();
    this.connect();
  }

  /** When something was last heard, or asked for. */
  get heard(): number {
    return this.heardAt;
  }

  /** The machine has slept: a line on which nothing was heard for long is dead, whatever it is called. */
  woke(): void {
    if (!this.running || this.options.clock.now() - this.heardAt <= SILENCE) return;
    this.drop();
    if (this.state === "live") this.move("reconnecting");
    this.connect();
  }

  /** Says whether the frame was given to a live socket. */
  send(frame: ClientFrame): boolean {
    if (this.state !== "live" || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private move(state: LineState): void {
    if (state === this.state) return;
    this.state = state;
    this.options.onState(state);
  }

  private connect(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    const socket = this.options.open();
    this.socket = socket;
    this.watch(PATIENCE);
    socket.onopen = () => {
      if (socket !== this.socket) return;
      const cursor = this.options.cursor();
      const { window, person } = this.options;
      const hello: ClientFrame = { t: "hello", v: 1, window, ...(person === undefined ? {} : { person }) };
      socket.send(JSON.stringify(cursor === undefined ? hello : { ...hello, cursor }));
    };
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.watch(SILENCE);
      const frame = parse(event.data);
      if (!frame) return;
      if (frame.t === "ping") socket.send(JSON.stringify({ t: "pong" } satisfies ClientFrame));
      if (frame.t === "welcome") {
        this.failures = 0;
        // The frame first: what it says must stand before anybody acts on a live line.
        this.options.onFrame(frame);
        this.move("live");
        return;
      }
      this.options.onFrame(frame);
    };
    socket.onclose = (event) => {
      if (socket === this.socket) this.lost(event.code);
    };
  }

  private watch(patience: number): void {
    this.heardAt = this.options.clock.now();
    this.cancelWatch?.();
    this.cancelWatch = this.options.clock.after(patience, () => this.lost(0));
  }

  private drop(): void {
    this.cancelWatch?.();
    this.cancelRetry?.();
    this.cancelWatch = null;
    this.cancelRetry = null;
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private lost(code: number): void {
    this.drop();
    if (!this.running) return;
    if (code === CLOSE.signedOut || code === CLOSE.forbidden) {
      this.move("signedOut");
      return;
    }
    this.failures += 1;
    const nobody = !this.options.online() || this.failures >= OFFLINE_AFTER;
    this.move(nobody ? "offline" : "reconnecting");
    this.cancelRetry = this.options.clock.after(backOff(this.failures, this.options.random()), () =>
      this.connect(),
    );
    if (this.failures === 2) void this.ask();
  }

  private async ask(): Promise<void> {
    const signedOut = await this.options.signedOut?.();
    if (!signedOut || !this.running || this.state === "live") return;
    this.drop();
    this.move("signedOut");
  }
}
