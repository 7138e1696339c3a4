import { hasWords } from "#ui/fold.ts";
import type { ShortcutId } from "../engine/keys.ts";
import type { Recent } from "./recent.ts";

export type Modifiers = { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean };

export type Group = "recent" | "sessions" | "tabs" | "actions" | "records" | "conversations";

/** One thing that the palette can do. */
export type Choice = {
  /** Stays the same from one opening to the next, so that it can be remembered. */
  id: string;
  group: Group;
  label: string;
  /** What it is, beside its name. */
  hint?: string | undefined;
  /** Other words that it is found by. */
  words?: string;
  shortcut?: ShortcutId;
  run: (by: Modifiers) => void;
};

const ORDER: readonly Group[] = ["recent", "sessions", "tabs", "actions", "records", "conversations"];

/**
 * What is offered for a text: what was chosen lately first, then the others in the order of their groups.
 * Of the records the server has already chosen those that match.
 */
export function offered(
  all: readonly Choice[],
  found: readonly Choice[],
  recent: readonly Recent[],
  text: string,
): Choice[] {
  const matches = (choice: Choice) =>
    hasWords(`${choice.label} ${choice.hint ?? ""} ${choice.words ?? ""}`, text);
  const near = all.filter(matches);
  const known = new Set(near.map(({ id }) => id));
  const here = [...near, ...found.filter(({ id }) => !known.has(id))];
  const lately = recent.flatMap(({ id }) => {
    const choice = here.find((each) => each.id === id);
    return choice ? [{ ...choice, group: "recent" as const }] : [];
  });
  const taken = new Set(lately.map(({ id }) => id));
  const others = here.filter(({ id }) => !taken.has(id));
  return ORDER.flatMap((group) => [...lately, ...others].filter((choice) => choice.group === group));
}
