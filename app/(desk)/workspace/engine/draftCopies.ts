/** Text that the server may not have yet, kept in the browser beside the draft. */
export type DraftCopy = {
  tab: string;
  session: string;
  field: string;
  text: string;
  baseRev: number;
  at: number;
};

/** A copy of another tab so old that the tab must be gone: a living one saves within a second. */
const ORPHANED = 120_000;

function isCopy(value: unknown): value is DraftCopy {
  if (typeof value !== "object" || value === null) return false;
  const type = (key: string) => typeof Reflect.get(value, key);
  return (
    ["tab", "session", "field", "text"].every((key) => type(key) === "string") &&
    type("baseRev") === "number" &&
    type("at") === "number"
  );
}

/** One key per tab, session and field, so that no window overwrites another's. */
export function draftCopies(shared: Storage | null, agent: string, tab: string) {
  const prefix = `parola.draft.${agent}.`;
  const keyOf = (copy: Pick<DraftCopy, "tab" | "session" | "field">) =>
    `${prefix}${copy.tab}.${copy.session}.${copy.field}`;
  return {
    put(copy: Omit<DraftCopy, "tab">): void {
      try {
        shared?.setItem(keyOf({ ...copy, tab }), JSON.stringify({ ...copy, tab }));
      } catch {
        // Full or refused: the server has the text within a second anyway.
      }
    },
    drop(session: string, field: string): void {
      shared?.removeItem(keyOf({ tab, session, field }));
    },
    /** This tab's copies, and those that other tabs left behind; the latest of each field. */
    take(now: number): DraftCopy[] {
      const found = new Map<string, DraftCopy>();
      const orphans: string[] = [];
      for (let index = 0; index < (shared?.length ?? 0); index += 1) {
        const key = shared?.key(index);
        if (!key?.startsWith(prefix)) continue;
        const copy = readCopy(shared?.getItem(key) ?? null);
        if (!copy) continue;
        if (copy.tab !== tab && now - copy.at < ORPHANED) continue;
        if (copy.tab !== tab) orphans.push(key);
        const field = `${copy.session} ${copy.field}`;
        const known = found.get(field);
        if (!known || known.at < copy.at) found.set(field, copy);
      }
      for (const key of orphans) shared?.removeItem(key);
      return [...found.values()];
    },
  };
}
export type DraftCopies = ReturnType<typeof draftCopies>;

function readCopy(text: string | null): DraftCopy | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isCopy(value) ? value : null;
  } catch {
    return null;
  }
}
