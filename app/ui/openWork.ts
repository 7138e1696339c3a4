import type { ConversationState } from "#machines/wire/views.ts";

type Item = { id: string; chart: string; state: ConversationState; owner: { id: string } | null };

/** What becomes of somebody's open conversations when they sign out, by kind. */
export function openWorkOf<T extends Item>(
  items: readonly T[],
  person: string,
): { live: T[]; persistent: T[]; ending: T[] } {
  const own = items.filter((item) => item.owner?.id === person);
  return {
    live: own.filter((item) => item.state === "active" && item.chart === "liveChat"),
    persistent: own.filter((item) => item.state === "active" && item.chart === "persistentChat"),
    ending: own.filter((item) => item.state === "wrapUp"),
  };
}
