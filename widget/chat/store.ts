/**
 * What the chat keeps in the browser, for one visitor of one workstream. Where storage is refused or
 * full, it is kept in memory: the chat works the same, until the page goes.
 */
export type Store = {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
  /** Names that start so. */
  names(start: string): string[];
  /** Forgets all of this workstream's visitors. */
  clear(): void;
  /** The name of a storage key of this visitor, null for others'. */
  nameOf(key: string): string | null;
  /** Whether other tabs can see it. */
  shared: boolean;
};

/** `who` keeps known customers of one browser apart, and apart from the anonymous visitor. */
export function createStore(open: () => Storage, workstream: string, who: string): Store {
  const family = `parola.chat.${workstream}/`;
  const prefix = `${family}${who}/`;
  const memory = new Map<string, string>();
  const storage = attempt(() => {
    const found = open();
    // Some browsers hand out a storage that refuses each write.
    found.setItem(`${prefix}probe`, "1");
    found.removeItem(`${prefix}probe`);
    return found;
  }, null);

  const keys = (start: string): string[] =>
    attempt(() => (storage ? Object.keys(storage) : []).filter((key) => key.startsWith(start)), []);

  return {
    shared: storage !== null,
    get: (name) => memory.get(name) ?? attempt(() => storage?.getItem(prefix + name) ?? null, null),
    set(name, value) {
      const kept = attempt(() => {
        storage?.setItem(prefix + name, value);
        return storage !== null;
      }, false);
      if (kept) memory.delete(name);
      else memory.set(name, value);
    },
    remove(name) {
      memory.delete(name);
      attempt(() => storage?.removeItem(prefix + name), undefined);
    },
    names: (start) => [
      ...new Set([
        ...[...memory.keys()].filter((name) => name.startsWith(start)),
        ...keys(prefix + start).map((key) => key.slice(prefix.length)),
      ]),
    ],
    clear() {
      memory.clear();
      for (const key of keys(family)) attempt(() => storage?.removeItem(key), undefined);
    },
    nameOf: (key) => (key.startsWith(prefix) ? key.slice(prefix.length) : null),
  };
}

/**
 * The person that a host's token speaks of, read without a check (the server checks): only to keep two
 * customers' texts apart in one browser.
 */
export function subjectOf(identity: string | null): string {
  if (identity === null) return "";
  const body = identity.split(".")[1] ?? "";
  const subject = attempt(() => {
    const claims: unknown = JSON.parse(atob(body.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof claims === "object" && claims !== null && "sub" in claims ? String(claims.sub) : null;
  }, null);
  return `as.${subject ?? body.slice(-24)}`;
}

function attempt<Value>(job: () => Value, otherwise: Value): Value {
  try {
    return job();
  } catch {
    return otherwise;
  }
}
