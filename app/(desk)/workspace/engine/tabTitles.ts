import type { TabView } from "#machines/wire/records.ts";

/** The words that tabs need; from `messages/`, so that this file speaks no language. */
export type TabWords = {
  kind(kind: TabView["kind"]): string;
  /** A form for a new record. */
  fresh(kind: TabView["kind"]): string;
  /** Its subject is not there any more. */
  gone(kind: TabView["kind"]): string;
};

const named: readonly TabView["kind"][] = ["contact", "account", "case", "page", "article"];

function nameOf(tab: TabView, words: TabWords): string {
  if (!named.includes(tab.kind)) return words.kind(tab.kind);
  if (tab.subject === null) return words.fresh(tab.kind);
  return tab.title || words.gone(tab.kind);
}

/**
 * What the tabs of one session are called, by id. Those that are called alike, the anchor among them, get
 * their kind behind; if that tells nothing apart, a number.
 */
export function tabTitlesOf(
  tabs: readonly TabView[],
  anchor: string,
  words: TabWords,
): ReadonlyMap<string, string> {
  const names = tabs.map((tab) => nameOf(tab, words));
  const count = (list: readonly string[], name: string) => list.filter((each) => each === name).length;
  const all = [anchor, ...names];
  const told = tabs.map((tab, index) => {
    const name = names[index] ?? "";
    return count(all, name) === 1 ? name : `${name} (${words.kind(tab.kind)})`;
  });
  const seen = new Map<string, number>();
  return new Map(
    tabs.map((tab, index) => {
      const name = told[index] ?? "";
      if (count(told, name) === 1) return [tab.id, name] as const;
      const turn = (seen.get(name) ?? 0) + 1;
      seen.set(name, turn);
      return [tab.id, `${name} ${turn}`] as const;
    }),
  );
}
