export type Shortcut = { do: "select"; position: number } | { do: "step"; by: 1 | -1 } | { do: "close" };

export type KeyLike = Pick<
  KeyboardEvent,
  "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing" | "keyCode" | "repeat"
>;

/**
 * Alt+1…9, Alt+↑/↓ and Alt+W; on macOS Ctrl+Option stands for Alt, since Option alone writes signs.
 * Read by `event.code`, so that they stand on the same keys of every layout; never while composing.
 * AltGr (Ctrl+Alt on Windows) writes signs too and is left alone.
 */
export function shortcutOf(event: KeyLike, mac: boolean): Shortcut | null {
  // 229 is what browsers report while an input method has the keys and `isComposing` is not set yet.
  if (event.isComposing || event.keyCode === 229) return null;
  if (!event.altKey || event.metaKey || event.shiftKey || event.ctrlKey !== mac) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (digit) return { do: "select", position: Number(digit) - 1 };
  if (event.code === "ArrowUp") return { do: "step", by: -1 };
  if (event.code === "ArrowDown") return { do: "step", by: 1 };
  if (event.code === "KeyW" && !event.repeat) return { do: "close" };
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
