import type { Database } from "#db/connection.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { allLines, closeLine, factOf, setFact } from "#db/repositories/system.ts";
import { moveTimers, shiftTimers } from "#db/repositories/timers.ts";
import { readersOf } from "../auth/readers.ts";
import type { Clock, HostClock } from "../clock.ts";
import { lineLost } from "../execute/lines.ts";
import type { System } from "../execute/system.ts";
import { log, type Unit } from "../execute/unit.ts";

/**
 * Delays that measure what a person could have done: they stand still while the server is down, and while
 * the machine's clock passes a time that nobody lived through.
 */
export const PERSONAL_DELAYS = [
  "offerTime",
  "customerGrace",
  "agentGrace",
  "wrapUpTime",
  "wrapUpBlock",
] as const;

const BEAT_MS = 5_000;
/** What the machine's clock may be off before it counts as set, rather than as running a little differently. */
const JUMP_MS = 1_000;
const KEY = "heartbeat";

/** Tells who sees these conversations their new deadline: windows that resume would go on with the old one. */
async function tellDeadlines(unit: Unit, conversations: readonly string[]): Promise<void> {
  for (const id of conversations) {
    const row = await conversationById(unit.c, id);
    if (!row) continue;
    const readers = readersOf(row);
    await log(unit, {
      machine: "deadline",
      machineId: `deadline:${id}`,
      rev: 0,
      hash: "",
      type: "deadline.moved",
      payload: { conversation: id, deadline: row.deadline },
      edges: [],
      before: null,
      after: null,
      audience: { before: readers, after: readers },
    });
  }
}

/**
 * At the start: personal timers move by the down-time, and every line on record is told lost at the
 * start's time. What fell due on the calendar fires with the first round of the scheduler. A clock that was
 * set back meanwhile counts as less than no time: what a person had left, they have.
 */
export async function wakeUp(deps: {
  database: Database;
  clock: Clock;
  system: System;
}): Promise<{ downMs: number }> {
  const { database, clock, system } = deps;
  const now = clock.now();
  let downMs = 0;
  await system.act(async (unit) => {
    const last = Number((await factOf(unit.c, KEY))?.at ?? now);
    if (last !== now) await tellDeadlines(unit, await shiftTimers(unit.c, PERSONAL_DELAYS, last, now));
    await setFact(unit.c, KEY, { at: now });
    downMs = Math.max(0, now - last);
  });
  const lines = await database.read((c) => allLines(c));
  for (const line of lines) {
    await system.act(async (unit) => {
      if (await closeLine(unit.c, line.id)) await lineLost(unit, line.principal);
    });
  }
  return { downMs };
}

/**
 * Beats until stopped, so that the next start knows how long the server was down. Each beat also takes over
 * the machine's time: when that was set, personal timers move along in the same commit, calendar times stay.
 */
export function startHeartbeat(deps: {
  system: System;
  clock: HostClock;
  /** The clock was set by so much: other timers may be due now. */
  onJump: (by: number) => void;
  onError: (error: unknown) => void;
}) {
  const { system, clock } = deps;
  let callOff: (() => void) | undefined;
  let stopped = false;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    let moved = 0;
    try {
      await system.act(async (unit) => {
        const drift = clock.drift();
        if (Math.abs(drift) >= JUMP_MS) {
          await tellDeadlines(unit, await moveTimers(unit.c, PERSONAL_DELAYS, drift));
        }
        await setFact(unit.c, KEY, { at: clock.now() + drift });
        // At the job's end: no other sees the rows moved and the clock not, or the other way round.
        clock.move(drift);
        moved = drift;
      });
    } catch (error) {
      // Nothing of it was kept, so the clock must not have moved either. The next beat finds the drift again.
      clock.move(-moved);
      deps.onError(error);
      return;
    }
    if (Math.abs(moved) >= JUMP_MS) deps.onJump(moved);
  }
  const next = () => {
    if (stopped) return;
    callOff = clock.after(BEAT_MS, () => {
      beating = beat().finally(next);
    });
  };
  next();
  return {
    /** The last beat; on a disk that is full it is left out, and the down-time begins a beat earlier. */
    async stop(): Promise<void> {
      stopped = true;
      callOff?.();
      await beating;
      await beat();
    },
  };
}
