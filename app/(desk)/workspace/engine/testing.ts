import type { WorkItem } from "#machines/wire/views.ts";
import type { Clock } from "./clock.ts";

/** A clock that stands still until it is told; for tests. */
export class FakeClock implements Clock {
  private time = 1_000_000;
  private waiting: { due: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { due: this.time + ms, run };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  /** Time goes on and nothing runs, as in a machine that sleeps. */
  sleep(ms: number): void {
    this.time += ms;
  }

  /** Lets `ms` pass, running what falls due in its order. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.waiting.filter((entry) => entry.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((entry) => entry !== next);
      this.time = Math.max(this.time, next.due);
      next.run();
    }
    this.time = end;
  }
}

/** A browser's storage area in memory; for tests. */
export class FakeArea implements Storage {
  private readonly map = new Map<string, string>();
  [name: string]: unknown;

  get length(): number {
    return this.map.size;
  }
  key(index: number): string | null {
    return [...this.map.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.map.set(key, value);
  }
  removeItem(key: string): void {
    this.map.delete(key);
  }
  clear(): void {
    this.map.clear();
  }
}

/** A row for tests: a visitor's live chat, active, of Ana. */
export function itemOf(id: string, more: Partial<WorkItem> = {}): WorkItem {
  return {
    id,
    workstream: "web-live",
    workstreamName: "Web",
    channel: "web",
    chart: "liveChat",
    state: "active",
    customer: { kind: "visitor", id: "v1", number: 1 },
    account: null,
    case: null,
    queue: { id: "general", name: "General" },
    owner: { id: "ana", name: "Ana" },
    affinity: null,
    createdAt: 5,
    updatedAt: 5,
    closedAt: null,
    first: false,
    waitingSince: null,
    lastMessage: null,
    lastSeq: 0,
    unread: 0,
    deadline: null,
    outcome: null,
    page: null,
    browser: null,
    language: "gl",
    ...more,
  };
}
