import type { StaffEvent } from "#machines/wire/frames.ts";
import type { Desk, WorkItem } from "#machines/wire/views.ts";
import type { Clock } from "./clock.ts";
import type { LineState } from "./line.ts";
import { createStore, type Store } from "./store.ts";

const BEAT = 5_000;
/** A beat so late is a sleep; browsers hold back the timers of hidden pages, by a minute at the most. */
const SLEPT = 15_000;

/** Notices that the machine slept, or that the browser froze the page: a beat comes far too late. */
export class Sleeper {
  private readonly clock: Clock;
  private readonly woke: () => void;
  private beatAt = 0;
  private cancel: (() => void) | null = null;

  constructor(clock: Clock, woke: () => void) {
    this.clock = clock;
    this.woke = woke;
  }

  start(): void {
    this.stop();
    this.beatAt = this.clock.now();
    this.next();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  /** Looks now, because the browser said that something is as before again. */
  look(): void {
    if (this.cancel === null) return;
    const late = this.clock.now() - this.beatAt - BEAT;
    this.beatAt = this.clock.now();
    if (late > SLEPT) this.woke();
  }

  private next(): void {
    this.cancel = this.clock.after(BEAT, () => {
      this.look();
      this.next();
    });
  }
}

/** A conversation that went to somebody else while nobody was here, and what was being written in it. */
export type HandedOver = { item: WorkItem; draft: string };
/** `from` and `to`: for how long this window heard nothing. */
export type Away = { from: number; to: number; handedOver: readonly HandedOver[] };

const isOwn = (item: WorkItem | undefined, me: string): boolean =>
  item?.owner?.id === me && (item.state === "active" || item.state === "wrapUp");

/** What they had before and have not after. */
const lostBetween = (before: Desk, after: Desk): string[] =>
  Object.keys(before.conversations).filter(
    (id) =>
      isOwn(before.conversations[id]?.item, before.me.id) &&
      !isOwn(after.conversations[id]?.item, after.me.id),
  );

export type AbsenceParts = {
  clock: Clock;
  /** When the line last heard something. */
  heard(): number;
  /** What stands in a conversation's composer. */
  draft(conversation: string): string;
};

/**
 * What a window tells when it comes back: which conversations were handed over while it heard nothing. It is
 * away from when its line was lost until it has caught up with the log.
 */
export class Absence {
  readonly away: Store<Away | null> = createStore<Away | null>(null);
  private readonly parts: AbsenceParts;
  private from: number | null = null;
  private to: number | null = null;
  /** What this agent had when the line was lost. */
  private had: Desk | null = null;

  constructor(parts: AbsenceParts) {
    this.parts = parts;
  }

  lineIs(state: LineState, desk: Desk): void {
    if (state === "live") {
      this.to ??= this.from === null ? null : this.parts.clock.now();
      return;
    }
    this.to = null;
    if (this.from !== null) return;
    this.from = this.parts.heard();
    this.had = desk;
  }

  /** A ping comes when all that was missed has come. */
  caughtUp(): void {
    if (this.to === null) return;
    this.from = null;
    this.to = null;
    this.had = null;
  }

  /** One row of what was missed, or (with null) all of it at once. What they did elsewhere is no news. */
  stepped(before: Desk, after: Desk, event: StaffEvent | null): void {
    if (this.from === null || event?.by === `agent:${after.me.id}`) return;
    this.tell(before, after);
  }

  /** All was read afresh: what they had when the line was lost, and have not now. */
  reloaded(after: Desk): void {
    if (this.from === null || this.had === null) return;
    this.tell(this.had, after);
  }

  dismiss(): void {
    this.away.set(null);
  }

  private tell(before: Desk, after: Desk): void {
    const gone = lostBetween(before, after);
    if (gone.length === 0 || this.from === null) return;
    const told = this.away.get();
    const known = new Set(told?.handedOver.map(({ item }) => item.id));
    const fresh = gone.flatMap((id): HandedOver[] => {
      const item = after.conversations[id]?.item ?? before.conversations[id]?.item;
      return item && !known.has(id) ? [{ item, draft: this.parts.draft(id) }] : [];
    });
    this.away.set({
      from: told?.from ?? this.from,
      to: this.to ?? this.parts.clock.now(),
      handedOver: [...(told?.handedOver ?? []), ...fresh],
    });
  }
}

/** Where a conversation is now that went from here. */
export type Whereabouts =
  | { at: "queue"; name: string; first: boolean }
  | { at: "offered" }
  | { at: "somebody"; name: string | null }
  | { at: "waiting"; until: number | null }
  | { at: "ended" }
  | { at: "back" };

/** Where it is as far as this agent may know: what they may not read any more, somebody else has. */
export function whereaboutsOf(desk: Desk, conversation: string): Whereabouts {
  const { mine, open, closed } = desk.items;
  const item =
    desk.conversations[conversation]?.item ??
    [...mine, ...open, ...closed].find((each) => each.id === conversation);
  if (!item) return { at: "somebody", name: null };
  if (isOwn(item, desk.me.id)) return { at: "back" };
  if (item.state === "queued") return { at: "queue", name: item.queue.name, first: item.first };
  if (item.state === "offered") return { at: "offered" };
  if (item.state === "waiting") return { at: "waiting", until: item.deadline };
  if (item.state === "ended") return { at: "ended" };
  return { at: "somebody", name: item.owner?.name ?? null };
}
