import type { Desk } from "#machines/wire/views.ts";
import type { DeskFrame } from "#machines/workspace/desk.ts";
import type { Clock } from "./clock.ts";

export type Sound = "message" | "request";
export type Loudness = "off" | "quiet" | "normal";

/** Between the beginnings of two sounds, however much comes. */
const BETWEEN = 4_000;

/** Sounds one at a time, and never more often than every few seconds: what comes sooner waits, a request first. */
export class Bell {
  private readonly clock: Clock;
  private readonly ring: (sound: Sound) => void;
  private rungAt: number | null = null;
  private waiting: Sound | null = null;

  constructor(clock: Clock, ring: (sound: Sound) => void) {
    this.clock = clock;
    this.ring = ring;
  }

  want(sound: Sound): void {
    const wait = this.rungAt === null ? 0 : this.rungAt + BETWEEN - this.clock.now();
    if (wait <= 0) {
      this.rungAt = this.clock.now();
      this.ring(sound);
      return;
    }
    const again = this.waiting !== null;
    if (this.waiting !== "request") this.waiting = sound;
    if (again) return;
    this.clock.after(wait, () => {
      const next = this.waiting;
      this.waiting = null;
      if (next) this.want(next);
    });
  }
}

/** Does this row bring a customer's message into an open session behind? `inFocus` is the one in focus here. */
export function isMessageBehind(frame: DeskFrame, desk: Desk, inFocus: string | null): boolean {
  if (frame.t === "gone") return false;
  const messages = frame.event.messages ?? [];
  return messages.some(
    ({ side, conversation }) =>
      side === "customer" &&
      conversation !== inFocus &&
      desk.sessions.some((session) => session.kind === "conversation" && session.subject === conversation),
  );
}

/** What a person has chosen for this browser; all of its windows go by it. */
export function loudnessStorage(area: Storage | null, agent: string) {
  const key = `parola.sound.${agent}`;
  return {
    key,
    load(): Loudness {
      try {
        const kept = area?.getItem(key);
        return kept === "off" || kept === "quiet" ? kept : "normal";
      } catch {
        return "normal";
      }
    },
    save(loudness: Loudness): void {
      try {
        area?.setItem(key, loudness);
      } catch {
        // Refused or full: it holds for this window, until it is reloaded.
      }
    },
  };
}
