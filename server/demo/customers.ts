import { setTimeout as sleep } from "node:timers/promises";
import { type Visit, visits } from "./content/visitors.ts";
import { type Line, LineLost, openLine } from "./line.ts";

/** The longest that the five stay by themselves. */
const LONGEST_STAY_MS = 15 * 60_000;
/** How long one types before a message, and how long a farewell may take. */
const TYPING_MS = 1200;
const FAREWELL_MS = 1000;

export type CustomersDeps = {
  /** Address of this server's own stream, for example `ws://127.0.0.1:3000/stream`. */
  url: string;
  /** This installation's own origin, where the demo shop stands. */
  origin: string;
  /** The token that the shop's server signs for a known customer, by the demo's key (`rosalia`). */
  identify(contact: string): Promise<string>;
  log: { info(detail: object, message: string): void; warn(detail: object, message: string): void };
  /** Resolves after so many milliseconds, rejects when the signal aborts. */
  pause?(ms: number, signal: AbortSignal): Promise<void>;
};

export type Customers = {
  /** Sends for the five; does nothing while they are here. */
  start(): void;
  /** Sends them home: live chats are ended by their customer, then every page is closed. */
  sendHome(): Promise<void>;
  /** Closes every line at once, for the end of the process. */
  stop(): Promise<void>;
  /** How many of them are still here. */
  here(): number;
};

type Guest = { visit: Visit; line: Line | null; done: Promise<void> };

/**
 * **Bring five customers** of the demo shop: scripted people, each with a line of their own through the real
 * stream. What goes wrong with one of them is logged and ends that one alone.
 */
export function createCustomers(deps: CustomersDeps): Customers {
  const pause = deps.pause ?? ((ms, signal) => sleep(ms, undefined, { signal, ref: false }));
  let going = new AbortController();
  const guests = new Set<Guest>();

  /** Until the agent's next message since the last step, or so many seconds. */
  async function waitForReply(line: Line, seen: number, seconds: number, signal: AbortSignal): Promise<void> {
    if (line.answers() > seen) return;
    const enough = new AbortController();
    const limit = pause(seconds * 1000, AbortSignal.any([signal, enough.signal])).catch(() => undefined);
    try {
      await Promise.race([line.answered(), limit]);
    } finally {
      enough.abort();
    }
    signal.throwIfAborted();
  }

  async function play(visit: Visit, line: Line, signal: AbortSignal): Promise<void> {
    let seen = line.answers();
    for (const step of visit.steps) {
      if ("wait" in step) await pause(step.wait * 1000, signal);
      if ("reply" in step) await waitForReply(line, seen, step.reply, signal);
      if ("say" in step) {
        line.typing(true);
        await pause(TYPING_MS, signal);
        seen = line.answers();
        line.typing(false);
        await line.command("visitor.say", { text: step.say });
      }
      if ("end" in step) await line.command("visitor.end", {});
      if ("leave" in step) return line.close();
    }
    // The page stays open: who wrote is still there to be answered.
    await pause(LONGEST_STAY_MS, signal);
  }

  async function attend(guest: Guest, signal: AbortSignal): Promise<void> {
    const { visit } = guest;
    try {
      const identity = visit.contact ? { identity: await deps.identify(visit.contact) } : {};
      const page = new URL(visit.page, deps.origin).href;
      const visitor = { workstream: visit.workstream, locale: visit.language, page, ...identity };
      guest.line = await openLine(deps.url, deps.origin, visitor);
      signal.throwIfAborted();
      await play(visit, guest.line, signal);
    } catch (error) {
      if (!signal.aborted) {
        const reason = error instanceof LineLost ? error.message : String(error);
        deps.log.warn({ visit: visit.key, reason }, "a demo customer could not go on");
      }
    } finally {
      if (!signal.aborted) {
        guest.line?.close();
        guests.delete(guest);
      }
    }
  }

  /** Ends a live chat as its customer would; what does not answer in time is left to the closed line. */
  async function farewell({ visit, line }: Guest): Promise<void> {
    if (visit.workstream !== "web-live" || !line) return;
    const inTime = new AbortController();
    const ended = line.command("visitor.end", {}).catch(() => undefined);
    await Promise.race([ended, pause(FAREWELL_MS, inTime.signal).catch(() => undefined)]);
    inTime.abort();
  }

  async function leave(withFarewell: boolean): Promise<void> {
    const leaving = [...guests];
    guests.clear();
    going.abort();
    await Promise.all(leaving.map(({ done }) => done));
    if (withFarewell) await Promise.all(leaving.map(farewell));
    for (const { line } of leaving) line?.close();
  }

  return {
    start() {
      if (guests.size > 0) return;
      going = new AbortController();
      const { signal } = going;
      for (const visit of visits) {
        const guest: Guest = { visit, line: null, done: Promise.resolve() };
        guests.add(guest);
        guest.done = attend(guest, signal);
      }
      deps.log.info({ customers: guests.size }, "five customers were sent for");
    },
    sendHome: () => leave(true),
    stop: () => leave(false),
    here: () => guests.size,
  };
}
