import type { ClientFrame, Reply } from "#machines/wire/frames.ts";
import type { Clock } from "./clock.ts";

export type Command = Extract<ClientFrame, { t: "command" }>;

export type SenderOptions = {
  clock: Clock;
  /** What to send now, or null. The same command is asked for until it was answered. */
  next(): Command | null;
  send(frame: ClientFrame): boolean;
  answered(id: string, reply: Reply): void;
};

export type Sender = {
  /** Sends what is next, unless something is unconfirmed. */
  pump(): void;
  reply(id: string, reply: Reply): void;
  /** Seen in the transcript, which is as good as an answer. */
  confirmed(ids: readonly string[]): void;
  /** The line is cut: what was unconfirmed is sent again, with the same id, when it is back. */
  cut(): void;
};

const SILENCE = 10_000;
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 15_000;

/** One command at a time, so that the order of writing is the order of arriving. */
export function createSender({ clock, next, send, answered }: SenderOptions): Sender {
  let flying: string | null = null;
  let cancel = () => {};
  let pausing = false;
  let refusals = 0;

  function pump(): void {
    if (flying || pausing) return;
    const command = next();
    if (!command || !send(command)) return;
    flying = command.id;
    wait(SILENCE, land);
  }

  function land(): void {
    cancel();
    flying = null;
    pausing = false;
    pump();
  }

  function wait(ms: number, fn: () => void): void {
    cancel();
    cancel = clock.after(ms, fn);
  }

  return {
    pump,
    reply(id, reply) {
      answered(id, reply);
      if (id !== flying) return;
      if (reply.ok || !reply.retryable) {
        refusals = 0;
        return land();
      }
      flying = null;
      pausing = true;
      wait(Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** refusals), land);
      refusals += 1;
    },
    confirmed(ids) {
      if (flying && ids.includes(flying)) land();
    },
    cut() {
      cancel();
      flying = null;
      pausing = false;
    },
  };
}
