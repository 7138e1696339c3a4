import type { TabParams } from "#machines/wire/records.ts";

/**
 * Where the reader of a log is: at its end, or at the message `seq` with its distance in pixels from the top
 * edge. `seen` is the newest message that was there when the end was left.
 */
export type Place = { atEnd: true } | { atEnd: false; seq: number; offset: number; seen: number };

/** What belongs to one window and survives its reload; a new window begins where the last one was. */
export type WindowState = {
  /** One for each tab, also after a reload. */
  tab: string;
  selected: string;
  /** null: nobody has chosen yet. */
  collapsed: boolean | null;
  places: Record<string, Place>;
  /** Start and end of the selection in a session's composer. */
  carets: Record<string, [number, number]>;
  /** The tab in front of each session and of Home, and how far down it was read. */
  tabs: Record<string, string>;
  scrolls: Record<string, number>;
  /** What the anchors of sessions and of Home keep; other tabs keep theirs on the server. */
  anchors: Record<string, TabParams>;
  /** The session whose composer had the keyboard. */
  writing: string | null;
};

export const freshWindow = (tab: string): WindowState => ({
  tab,
  selected: "home",
  collapsed: null,
  places: {},
  carets: {},
  tabs: {},
  scrolls: {},
  anchors: {},
  writing: null,
});

function parse(text: string | null): Partial<WindowState> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

export type WindowStorage = { load(): WindowState; save(state: WindowState): void };

/** `own` is the tab's storage, `shared` the browser's. Refused storage means a window that forgets. */
export function windowStorage(
  own: Storage | null,
  shared: Storage | null,
  agent: string,
  newTab: () => string,
): WindowStorage {
  const key = `parola.window.${agent}`;
  return {
    load() {
      const kept = parse(own?.getItem(key) ?? null);
      if (kept?.tab) return { ...freshWindow(kept.tab), ...kept };
      const last = parse(shared?.getItem(key) ?? null);
      return { ...freshWindow(newTab()), ...last, tab: newTab(), writing: null };
    },
    save(state) {
      try {
        own?.setItem(key, JSON.stringify(state));
        shared?.setItem(key, JSON.stringify(state));
      } catch {
        // Full or refused: nothing that was typed is in here.
      }
    },
  };
}

/** The storage area of that name, or null where the browser refuses it. */
export function area(name: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return globalThis[name];
  } catch {
    return null;
  }
}
