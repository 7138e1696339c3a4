/** The browser's locks, as far as they are used here; null where there are none (an address without TLS). */
export type Locks = Pick<LockManager, "request"> | null;

/**
 * Of a person's windows in one browser, the one used last is foremost; when it is closed, another. Without
 * locks each window takes itself for it.
 */
export class Foremost {
  private readonly name: string;
  private readonly locks: Locks;
  private ended = new AbortController();
  private waiting = false;
  private release: (() => void) | null = null;

  constructor(name: string, locks: Locks) {
    this.name = name;
    this.locks = locks;
  }

  get isForemost(): boolean {
    return this.locks === null || this.release !== null;
  }

  /** Stands in line for when the other windows are closed. */
  start(): void {
    this.ended = new AbortController();
    this.wait();
  }

  stop(): void {
    this.ended.abort();
    this.release?.();
    this.release = null;
  }

  /** This window is used. */
  take(): void {
    if (!this.isForemost) this.hold({ steal: true });
  }

  private wait(): void {
    if (this.waiting || this.ended.signal.aborted) return;
    this.waiting = true;
    this.hold({ signal: this.ended.signal }, () => {
      this.waiting = false;
    });
  }

  private hold(options: LockOptions, settled = () => {}): void {
    if (this.locks === null) return;
    const { signal } = this.ended;
    let mine: (() => void) | null = null;
    this.locks
      .request(this.name, options, () => {
        settled();
        if (signal.aborted) return;
        return new Promise<void>((resolve) => {
          mine = resolve;
          this.release = resolve;
        });
      })
      .catch(() => {
        settled();
        // Another window took it, or this one ends.
        if (mine !== null && this.release === mine) this.release = null;
        if (mine !== null) this.wait();
      });
  }
}
