import { area } from "../engine/windowState.ts";

const MOST = 8;
const keyOf = (agent: string) => `parola.palette.${agent}`;

/** What was chosen last, newest first: the ids of choices. Records are kept with their names. */
export type Recent = { id: string; label: string };

const isRecent = (value: unknown): value is Recent =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  typeof value.id === "string" &&
  "label" in value &&
  typeof value.label === "string";

export function recentOf(agent: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(area("localStorage")?.getItem(keyOf(agent)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(agent: string, chosen: Recent): void {
  const others = recentOf(agent).filter(({ id }) => id !== chosen.id);
  try {
    area("localStorage")?.setItem(keyOf(agent), JSON.stringify([chosen, ...others].slice(0, MOST)));
  } catch {
    // Full or refused: the palette begins with what is always there.
  }
}
