import type { Database } from "#db/connection.ts";
import { dueMachines, nextDue } from "#db/repositories/timers.ts";
import type { Clock } from "../clock.ts";
import type { System } from "../execute/system.ts";

const AT_ONCE = 100;
/** Looks at least this often, whatever the clock does meanwhile. */
const LONGEST_SLEEP = 30_000;
/** After a disk that took nothing, soon enough for who waits and seldom enough for the disk. */
const AGAIN_MS = 1_000;

/**
 * The one scheduler pokes: it finds machines with due rows and loads them, which fires what is due. It
 * decides nothing, so a dead scheduler can make no answer wrong.
 */
export function makeScheduler(deps: {
  database: Database;
  clock: Clock;
  system: System;
  /** Called on every round: routing looks again at who may be asked anew. */
  onRound: () => void;
  onError: (error: unknown) => void;
}) {
  const { database, clock, system } = deps;
  let callOff: (() => void) | undefined;
  let stopped = false;
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    for (;;) {
      const due = await database.read((c) => dueMachines(c, clock.now(), AT_ONCE));
      for (const { machine, machineId } of due) {
        if (stopped) return;
        await system.poke(machine, machineId);
      }
      if (due.length < AT_ONCE) break;
    }
  }

  function wakeIn(ms: number): void {
    if (stopped) return;
    callOff?.();
    callOff = clock.after(ms, () => void run());
  }

  async function sleep(): Promise<void> {
    if (stopped) return;
    const due = await database.read((c) => nextDue(c));
    wakeIn(due === null ? LONGEST_SLEEP : Math.min(LONGEST_SLEEP, Math.max(0, due - clock.now())));
  }

  function run(): Promise<void> {
    running ??= round()
      .then(() => deps.onRound())
      .then(sleep)
      .catch((error) => {
        // What could not be fired is due, and has to be found again.
        wakeIn(AGAIN_MS);
        deps.onError(error);
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    /** Fires what is due now, then sleeps until the next. */
    run,
    /** Timers may have changed: sleep until the next one that is due. */
    look(): void {
      if (!running) void sleep().catch(deps.onError);
    },
    /** Something of the program's own could not be stored: a round comes soon, whatever is due. */
    again(): void {
      if (!running) wakeIn(AGAIN_MS);
    },
    async stop(): Promise<void> {
      stopped = true;
      callOff?.();
      await running;
    },
  };
}
