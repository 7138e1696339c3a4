import type { Desk, SessionView, WorkItem } from "#machines/wire/views.ts";

/** What a sign-out does to each piece of somebody's open work. */
export type OpenWork = {
  /** Live chats: first in the queue, for somebody else. */
  live: WorkItem[];
  /** Persistent ones, which wait. */
  persistent: WorkItem[];
  /** In wrap-up, which ends. */
  ending: WorkItem[];
  /** Sessions that stay open: records, and conversations that are not theirs to answer. */
  staying: SessionView[];
  /** Sessions (or `home`) in which something is neither sent nor saved. */
  unsaved: string[];
};

/**
 * Sorts it by what becomes of it.
 * @param unsaved the sessions with unsaved text, as the window knows them; without it those with a draft.
 */
export function openWorkOf(
  desk: Pick<Desk, "me" | "items" | "sessions" | "drafts">,
  unsaved?: string[],
): OpenWork {
  const own = desk.items.mine.filter((item) => item.owner?.id === desk.me.id);
  const live = own.filter((item) => item.state === "active" && item.chart === "liveChat");
  const persistent = own.filter((item) => item.state === "active" && item.chart === "persistentChat");
  const ending = own.filter((item) => item.state === "wrapUp");
  const leaving = new Set([...live, ...persistent, ...ending].map(({ id }) => id));
  const drafts = desk.drafts.filter(({ text }) => text.trim() !== "").map(({ session }) => session);
  return {
    live,
    persistent,
    ending,
    staying: desk.sessions.filter(({ subject }) => !leaving.has(subject)),
    unsaved: [...new Set(unsaved ?? drafts)],
  };
}

/** Nothing would be told. */
export function isNothing(work: OpenWork): boolean {
  return Object.values(work).every((list) => list.length === 0);
}
