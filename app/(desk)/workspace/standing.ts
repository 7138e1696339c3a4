import type { GoneReason } from "#machines/session/events.ts";
import type { SessionView, WorkItem } from "#machines/wire/views.ts";

/** Why a session's conversation is not this agent's to go on with, as a key under `session.gone`. */
export type Standing =
  | "transferred"
  | "handedOver"
  | "withAnother"
  | "queued"
  | "closedBySupervisor"
  | "customerEnded"
  | "customerGone"
  | "ended"
  | "unreadable";

const byOutcome: Readonly<Record<string, Standing>> = {
  customerEnded: "customerEnded",
  customerGone: "customerGone",
  forceClosed: "closedBySupervisor",
};

/**
 * What a session has to say of its conversation, by the row as it is now and by the reason that its chart
 * heard. What was over before the session was opened is there to be read, and nothing happened to it.
 * @returns null when there is nothing to say.
 */
export function standingOf(of: {
  item: WorkItem | undefined;
  session: Pick<SessionView, "openedAt">;
  me: string;
  gone: GoneReason | null;
}): Standing | null {
  const { item, session, me, gone } = of;
  if (!item) return gone === "closedBySupervisor" || gone === "transferred" ? gone : "unreadable";
  const { state, owner } = item;
  const outcome = byOutcome[item.outcome ?? ""];
  if (state === "ended") {
    if ((item.closedAt ?? 0) < session.openedAt) return null;
    return outcome ?? (owner?.id === me && gone === null ? null : "ended");
  }
  if (state === "waiting") return item.affinity === me ? null : "withAnother";
  if (state === "queued" || state === "offered") return gone === "transferred" ? "transferred" : "queued";
  if (owner?.id !== me) return gone === "transferred" ? "transferred" : "withAnother";
  return state === "wrapUp" ? (outcome ?? null) : null;
}
