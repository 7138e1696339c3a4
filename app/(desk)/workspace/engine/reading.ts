import type { Clock } from "./clock.ts";
import { createStore, type Store } from "./store.ts";

/** A window counts as used for so long after the last sign of a person (product.md, Words: in focus). */
const USED = 60_000;

/** Knows whether this window is visible and was used within the last minute. */
export class Attention {
  readonly active: Store<boolean> = createStore(false);
  private readonly clock: Clock;
  private usedAt: number;
  private visible: boolean;
  private cancel: (() => void) | null = null;

  constructor(clock: Clock, visible: boolean) {
    this.clock = clock;
    this.visible = visible;
    this.usedAt = clock.now();
    this.settle();
  }

  /** A key, a pointer, a touch, a wheel. */
  used(): void {
    this.usedAt = this.clock.now();
    if (!this.active.get()) this.settle();
  }

  seen(visible: boolean): void {
    this.visible = visible;
    this.settle();
  }

  /** Whether it is so now: a machine that slept has not run its timers. */
  now(): boolean {
    if (this.active.get() && this.clock.now() - this.usedAt >= USED) this.settle();
    return this.active.get();
  }

  private settle(): void {
    this.cancel?.();
    const left = this.usedAt + USED - this.clock.now();
    this.active.set(this.visible && left > 0);
    this.cancel = this.visible && left > 0 ? this.clock.after(left, () => this.settle()) : null;
  }
}

/** What the agent's typing tells the customer: on at once and again while it goes on, off when it stops. */
export class Typing {
  private readonly clock: Clock;
  private readonly tell: (conversation: string, on: boolean) => void;
  private told = new Map<string, { at: number; cancel: () => void }>();

  constructor(clock: Clock, tell: (conversation: string, on: boolean) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  typed(conversation: string, empty: boolean): void {
    if (empty) {
      this.stopped(conversation);
      return;
    }
    const now = this.clock.now();
    const known = this.told.get(conversation);
    known?.cancel();
    const again = !known || now - known.at >= 3_000;
    if (again) this.tell(conversation, true);
    const cancel = this.clock.after(4_000, () => this.stopped(conversation));
    this.told.set(conversation, { at: again ? now : known.at, cancel });
  }

  stopped(conversation: string): void {
    const known = this.told.get(conversation);
    if (!known) return;
    known.cancel();
    this.told.delete(conversation);
    this.tell(conversation, false);
  }
}
