import type { Database } from "#db/connection.ts";
import { allLines, closeLine, factOf, setFact } from "#db/repositories/system.ts";
import { shiftTimers } from "#db/repositories/timers.ts";
import type { Clock } from "../clock.ts";
import { lineLost } from "../execute/lines.ts";
import type { System } from "../execute/system.ts";

/** Delays that measure what a person could have done: they stand still while the server is down. */
export const PERSONAL_DELAYS = [
  "offerTime",
  "customerGrace",
  "agentGrace",
  "wrapUpTime",
  "wrapUpBlock",
] as const;

const BEAT_MS = 5_000;
const KEY = "heartbeat";

/**
 * At the start: personal timers move by the down-time, and every line on record is told lost at the
 * start's time. What fell due on the calendar fires with the first round of the scheduler.
 */
export async function wakeUp(deps: {
  database: Database;
  clock: Clock;
  system: System;
}): Promise<{ downMs: number }> {
  const { database, clock, system } = deps;
  const now = clock.now();
  const downMs = await database.write(async (c) => {
    const last = Number((await factOf(c, KEY))?.at ?? now);
    const down = Math.max(0, now - last);
    if (down > 0) await shiftTimers(c, PERSONAL_DELAYS, last, now);
    await setFact(c, KEY, { at: now });
    return down;
  });
  const lines = await database.read((c) => allLines(c));
  for (const line of lines) {
    await system.act(async (unit) => {
      if (await closeLine(unit.c, line.id)) await lineLost(unit, line.principal);
    });
  }
  return { downMs };
}

/** Beats until stopped, so that the next start knows how long the server was down. */
export function startHeartbeat(deps: {
  database: Database;
  clock: Clock;
  onError: (error: unknown) => void;
}) {
  const { database, clock } = deps;
  let callOff: (() => void) | undefined;
  let stopped = false;
  const beat = async () => {
    await database.write((c) => setFact(c, KEY, { at: clock.now() }));
  };
  const next = () => {
    if (stopped) return;
    callOff = clock.after(BEAT_MS, () => {
      void beat().catch(deps.onError).finally(next);
    });
  };
  next();
  return {
    async stop(): Promise<void> {
      stopped = true;
      callOff?.();
      await beat();
    },
  };
}
