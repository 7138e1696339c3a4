import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import type { Clock } from "./clock.ts";
import type { Outbox } from "./outbox.ts";

const LOOK = 50;
/** Who signs out waits for so long at most; what is not saved by then stays in this browser, for them alone. */
const PATIENCE = 5_000;

/** Does the server have all that was typed and sent? A conflict is the person's to solve, now or later. */
function isSafe(actor: WorkspaceRef, outbox: Outbox): boolean {
  const unsaved = Object.values(actor.getSnapshot().context.drafts).some((ref) => {
    const snapshot = ref.getSnapshot();
    return ["dirty", "saving", "sending"].some((state) => snapshot.value === state);
  });
  return !unsaved && !outbox.some((entry) => entry.state === "pending");
}

/**
 * Waits until everything is on the server, so that whoever signs out leaves nothing behind.
 * @returns whether it is, or the patience was over before.
 */
export async function untilSafe(parts: {
  clock: Clock;
  actor: WorkspaceRef;
  outbox(): Outbox;
}): Promise<boolean> {
  const until = parts.clock.now() + PATIENCE;
  while (!isSafe(parts.actor, parts.outbox())) {
    if (parts.clock.now() >= until) return false;
    await new Promise<void>((resolve) => parts.clock.after(LOOK, resolve));
  }
  return true;
}
