import type { ClientFrame, ServerFrame } from "#machines/wire/frames.ts";
import type { ChatView, MessageView } from "#machines/wire/views.ts";
import type { Clock } from "../chat/clock.ts";
import type { Socket } from "../chat/line.ts";

/** A clock that stands until it is moved; what falls due meanwhile is called in order. */
export function standingClock() {
  let now = 1_000_000;
  let ids = 0;
  const due: { at: number; fn: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    random: () => 0.5,
    id: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    after(ms, fn) {
      const entry = { at: now + ms, fn };
      due.push(entry);
      return () => {
        const at = due.indexOf(entry);
        if (at >= 0) due.splice(at, 1);
      };
    },
  };
  return {
    clock,
    advance(ms: number) {
      const end = now + ms;
      for (;;) {
        const first = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!first) break;
        due.splice(due.indexOf(first), 1);
        now = Math.max(now, first.at);
        first.fn();
      }
      now = end;
    },
  };
}

/** The server's end of a socket: what came, and what to answer. */
export class FakeSocket implements Socket {
  sent: ClientFrame[] = [];
  closed = false;
  readonly #listeners = new Map<string, ((event: never) => void)[]>();

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  #emit(type: string, event: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) Reflect.apply(listener, undefined, [event]);
  }

  accept(): void {
    this.#emit("open", {});
  }

  push(frame: ServerFrame): void {
    this.#emit("message", { data: JSON.stringify(frame) });
  }

  drop(code = 1006): void {
    this.#emit("close", { code });
  }

  welcome(view: Partial<ChatView> = {}, messages: MessageView[] = [], token = "token-1"): void {
    const chat = { token, view: viewOf(view), messages };
    this.push({ t: "welcome", cursor: "1", now: 0, hashes: {}, chat });
  }

  /** The commands that came, by name. */
  commands(): { id: string; name: string; input: unknown }[] {
    return this.sent.filter((frame) => frame.t === "command");
  }

  said(): unknown[] {
    return this.commands()
      .filter(({ name }) => name === "visitor.say")
      .map(({ input }) =>
        typeof input === "object" && input !== null && "text" in input ? input.text : null,
      );
  }

  lastId(): string {
    return this.commands().at(-1)?.id ?? "";
  }
}

export function viewOf(view: Partial<ChatView> = {}): ChatView {
  return {
    conversation: "c1",
    chart: "liveChat",
    state: "queued",
    agent: null,
    position: null,
    number: null,
    name: null,
    ...view,
  };
}

export function messageOf(seq: number, message: Partial<MessageView> = {}): MessageView {
  return {
    id: `m${seq}`,
    conversation: "c1",
    seq,
    side: "agent",
    author: "Ana",
    text: `message ${seq}`,
    notice: null,
    at: seq * 1000,
    ...message,
  };
}

/** A browser's storage that several tabs share. */
export function memoryStorage(): Storage {
  const held = new Map<string, string>();
  const methods = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, String(value)),
    removeItem: (key: string) => void held.delete(key),
    clear: () => held.clear(),
    key: (at: number) => [...held.keys()][at] ?? null,
  };
  return new Proxy(Object.create(methods), {
    ownKeys: () => [...held.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      held.has(String(key))
        ? { enumerable: true, configurable: true, value: held.get(String(key)) }
        : undefined,
  });
}

export function refusedStorage(): Storage {
  throw new DOMException("refused", "SecurityError");
}
