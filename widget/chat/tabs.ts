import type { Clock } from "./clock.ts";
import type { Store } from "./store.ts";

/**
 * What the tabs of one visitor settle among themselves. Web Locks where there are any (they need a
 * secure context); else signs of life in the shared storage.
 */
export type Tabs = {
  /** Runs the job while no other tab runs one of that name. */
  alone(name: string, job: () => Promise<void>): void;
  /** Calls `take` once, when the tab that holds the name is gone. */
  whenFree(name: string, take: () => void): void;
  /** Holds a name for as long as this tab lives. */
  hold(name: string): void;
  leave(): void;
};

type Locks = Pick<LockManager, "request">;

const BEAT = 5_000;
const DEAD = 15_000;
const POLL = 100;
const TURN = 10_000;

export function createTabs(locks: Locks | undefined, store: Store, clock: Clock, prefix: string): Tabs {
  if (!store.shared) return alone;
  return locks ? byLocks(locks, prefix, byBeats(store, clock)) : byBeats(store, clock);
}

/** Nothing is shared, so there is nobody to agree with. */
const alone: Tabs = { alone: (_, job) => void job(), whenFree() {}, hold() {}, leave() {} };

function byLocks(locks: Locks, prefix: string, otherwise: Tabs): Tabs {
  const leaving = new AbortController();
  const { signal } = leaving;
  const left = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  let refused = false;
  const request = (name: string, job: () => Promise<void>, instead: () => void): void => {
    if (refused) instead();
    else
      locks.request(prefix + name, { signal }, job).catch(() => {
        if (signal.aborted) return;
        refused = true;
        instead();
      });
  };
  return {
    alone: (name, job) => request(name, job, () => otherwise.alone(name, job)),
    whenFree: (name, take) =>
      request(
        name,
        async () => {
          if (!signal.aborted) take();
        },
        () => otherwise.whenFree(name, take),
      ),
    hold: (name) =>
      request(
        name,
        () => left,
        () => otherwise.hold(name),
      ),
    leave() {
      leaving.abort();
      otherwise.leave();
    },
  };
}

/** A name is held by whoever last wrote `at.<name>` less than 15 seconds ago. */
function byBeats(store: Store, clock: Clock): Tabs {
  const me = clock.id();
  const stops = new Set<() => void>();
  let gone = false;
  const later = (ms: number, fn: () => void): void => {
    if (gone) return;
    const stop = clock.after(ms, () => {
      stops.delete(stop);
      fn();
    });
    stops.add(stop);
  };
  const sign = (name: string): void => store.set(`at.${name}`, `${clock.now()} ${me}`);
  const holder = (name: string, within: number): string | null => {
    const [at, who] = (store.get(`at.${name}`) ?? "").split(" ");
    return who && clock.now() - Number(at) < within ? who : null;
  };
  return {
    alone(name, job) {
      const turn = (): void => {
        if (holder(name, TURN)) {
          later(POLL * (1 + clock.random()), turn);
          return;
        }
        sign(name);
        // Two may sign in the same moment: the last to sign has it, once the dust settled.
        later(POLL, () => {
          if (holder(name, TURN) !== me) return turn();
          job().finally(() => store.remove(`at.${name}`));
        });
      };
      turn();
    },
    whenFree(name, take) {
      const look = (): void => {
        if (holder(name, DEAD)) later(BEAT, look);
        else {
          store.remove(`at.${name}`);
          take();
        }
      };
      later(clock.random() * POLL, look);
    },
    hold(name) {
      sign(name);
      later(BEAT, () => this.hold(name));
    },
    leave() {
      gone = true;
      for (const stop of stops) stop();
      stops.clear();
    },
  };
}
