import { armTimer, cancelTimer } from "#db/repositories/timers.ts";
import { type Action, timersOf } from "#machines/decide.ts";
import type { Unit } from "./unit.ts";

/**
 * Keeps the timers that a chart armed and cancelled as rows, in the order in which it said so. A row lives
 * as long as the state that armed it.
 * @param of the machine, and the revision that arms.
 */
export async function keepTimers(
  unit: Unit,
  of: { machine: string; machineId: string; rev: number },
  actions: readonly Action[],
  at: number,
): Promise<void> {
  const { machine, machineId, rev } = of;
  for (const timer of timersOf(actions)) {
    unit.hasTimers = true;
    if (timer.kind === "cancel") await cancelTimer(unit.c, machine, machineId, timer.id);
    else {
      await armTimer(unit.c, {
        machine,
        machineId,
        timerId: timer.id,
        armedRev: rev,
        armedAt: at,
        delayName: timer.delayName,
        dueAt: at + timer.delay,
        event: timer.event,
      });
    }
  }
}
