/** What a key does anywhere on the desk. */
export type Shortcut =
  | { do: "select"; position: number }
  | { do: "step"; by: 1 | -1 }
  | { do: "close" }
  | { do: "palette" }
  | { do: "keys" };

export type KeyLike = Pick<
  KeyboardEvent,
  "code" | "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing" | "keyCode" | "repeat"
>;

/**
 * A combination. `alt` is Alt, and on macOS Ctrl+Option, since Option alone writes signs; `mod` is Ctrl, and on
 * macOS ⌘. `code` is the key's place, so that it is the same on every layout; `sign` is what a key writes,
 * where that is what people know it by.
 */
export type Keys = {
  with: "alt" | "mod" | "shift" | "none";
  code?: RegExp;
  sign?: string;
  /** How the key is called in the list; a name of `messages/` under `palette.key`, or the sign itself. */
  shown: string;
};

export type ShortcutId =
  | "select"
  | "previous"
  | "next"
  | "close"
  | "palette"
  | "keys"
  | "link"
  | "linkSession"
  | "linkTab"
  | "row"
  | "rowTake"
  | "rowOptions"
  | "tab"
  | "tabClose"
  | "send"
  | "line"
  | "slashKnowledge"
  | "slashTemplates";

export type ShortcutRow = {
  id: ShortcutId;
  group: "everywhere" | "sessions" | "tabs" | "tables" | "composer";
  /** The first is the usual one; the others are for browsers that keep that for themselves. */
  keys: readonly Keys[];
  /** What it does wherever the focus is; without it the part of the page that has the focus sees to it. */
  run?: (match: RegExpExecArray | null) => Shortcut;
  /** Holding it down does it once. */
  once?: true;
};

const named = (shown: string, withKey: Keys["with"] = "none"): Keys => ({ with: withKey, shown });

/** Every shortcut of the desk: the handler, the palette and the list read the same table. */
export const shortcuts: readonly ShortcutRow[] = [
  {
    id: "palette",
    group: "everywhere",
    keys: [
      { with: "mod", code: /^KeyK$/, shown: "K" },
      { with: "alt", code: /^KeyK$/, shown: "K" },
    ],
    run: () => ({ do: "palette" }),
    once: true,
  },
  {
    id: "keys",
    group: "everywhere",
    keys: [
      { with: "none", sign: "?", shown: "?" },
      { with: "alt", code: /^Slash$/, shown: "/" },
    ],
    run: () => ({ do: "keys" }),
    once: true,
  },
  { id: "link", group: "everywhere", keys: [named("enter")] },
  { id: "linkSession", group: "everywhere", keys: [named("enter", "shift")] },
  { id: "linkTab", group: "everywhere", keys: [named("enter", "mod")] },
  {
    id: "select",
    group: "sessions",
    keys: [{ with: "alt", code: /^(?:Digit|Numpad)([1-9])$/, shown: "1…9" }],
    run: (match) => ({ do: "select", position: Number(match?.[1] ?? 1) - 1 }),
  },
  {
    id: "previous",
    group: "sessions",
    keys: [
      { with: "alt", code: /^ArrowUp$/, shown: "↑" },
      { with: "alt", code: /^PageUp$/, shown: "pageUp" },
    ],
    run: () => ({ do: "step", by: -1 }),
  },
  {
    id: "next",
    group: "sessions",
    keys: [
      { with: "alt", code: /^ArrowDown$/, shown: "↓" },
      { with: "alt", code: /^PageDown$/, shown: "pageDown" },
    ],
    run: () => ({ do: "step", by: 1 }),
  },
  {
    id: "close",
    group: "sessions",
    keys: [
      { with: "alt", code: /^KeyW$/, shown: "W" },
      { with: "alt", code: /^Delete$/, shown: "delete" },
    ],
    run: () => ({ do: "close" }),
    once: true,
  },
  { id: "tab", group: "tabs", keys: [named("←"), named("→")] },
  { id: "tabClose", group: "tabs", keys: [named("delete")] },
  { id: "row", group: "tables", keys: [named("↑"), named("↓")] },
  { id: "rowTake", group: "tables", keys: [named("enter")] },
  { id: "rowOptions", group: "tables", keys: [named("menu"), named("F10", "shift")] },
  { id: "send", group: "composer", keys: [named("enter")] },
  { id: "line", group: "composer", keys: [named("enter", "shift")] },
  { id: "slashKnowledge", group: "composer", keys: [named("/k")] },
  { id: "slashTemplates", group: "composer", keys: [named("/q")] },
];

function held(event: KeyLike, needed: Keys["with"], mac: boolean): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey } = event;
  if (needed === "alt") return altKey && ctrlKey === mac && !metaKey && !shiftKey;
  if (needed === "mod") return (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
  // Which keys a sign needs is the layout's own affair.
  return !altKey && !ctrlKey && !metaKey;
}

/**
 * What a key means on the desk, or null.
 * Never while composing. AltGr (Ctrl+Alt on Windows) writes signs and is left alone.
 * @param typing the focus is where signs are written: keys without Alt, Ctrl or ⌘ belong to the text.
 */
export function shortcutOf(event: KeyLike, mac: boolean, typing = false): Shortcut | null {
  // 229 is what browsers report while an input method has the keys and `isComposing` is not set yet.
  if (event.isComposing || event.keyCode === 229) return null;
  for (const { keys, run, once } of shortcuts) {
    if (!run || (once && event.repeat)) continue;
    for (const { with: needed, code, sign } of keys) {
      if (!held(event, needed, mac) || (needed === "none" && typing)) continue;
      const match = code?.exec(event.code) ?? null;
      if (match || (sign !== undefined && event.key === sign)) return run(match);
    }
  }
  return null;
}

/** Whose turn it is after `by` steps; stays at the ends. */
export function neighbour<T>(all: readonly T[], current: T, by: number): T {
  const index = all.indexOf(current);
  return all[Math.min(all.length - 1, Math.max(0, index + by))] ?? current;
}

/** Who gets the focus when `closed` goes: the one after it, else the one before. */
export function heir<T>(all: readonly T[], closed: T): T | null {
  const index = all.indexOf(closed);
  if (index < 0) return null;
  return all[index + 1] ?? all[index - 1] ?? null;
}
