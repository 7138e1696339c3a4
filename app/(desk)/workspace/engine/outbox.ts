/**
 * The agent's messages on their way. An entry lives from Send until the log confirms it or its text
 * is back in the composer. Per conversation one is on its way at a time: nothing newer goes before
 * what is unconfirmed.
 */
export type Outgoing = {
  /** The message's and the command's UUID; the same each time it is sent. */
  id: string;
  conversation: string;
  session: string;
  text: string;
  draftRev: number | null;
  /** When Send was pressed. */
  at: number;
  /** `sent`: the server has it, and the log has not shown it here yet. */
  state: "pending" | "sent" | "failed";
  /** A key under `errors`, when it failed. */
  reason: string | null;
};

export type Outbox = readonly Outgoing[];

export type Storage = {
  load(): Outgoing[];
  put(entry: Outgoing): void;
  drop(id: string): void;
};

/** The pending ones that may go now: the first of each conversation, unless one is on its way there. */
export function due(outbox: Outbox, flying: ReadonlySet<string>): Outgoing[] {
  const seen = new Set<string>();
  const ready: Outgoing[] = [];
  for (const entry of outbox) {
    if (entry.state !== "pending" || seen.has(entry.conversation)) continue;
    seen.add(entry.conversation);
    if (!flying.has(entry.id)) ready.push(entry);
  }
  return ready;
}

export function without(outbox: Outbox, ids: ReadonlySet<string>): Outbox {
  return outbox.some((entry) => ids.has(entry.id)) ? outbox.filter((entry) => !ids.has(entry.id)) : outbox;
}

export function failed(outbox: Outbox, id: string, reason: string): Outbox {
  return outbox.map((entry) => (entry.id === id ? { ...entry, state: "failed", reason } : entry));
}

/**
 * A failed one tried again. A refusal is final for its id, so it gets a new one; it takes its place
 * at the end, as it will in the transcript.
 */
export function retried(outbox: Outbox, id: string, fresh: { id: string; at: number }): Outbox {
  const entry = outbox.find((other) => other.id === id && other.state === "failed");
  if (!entry) return outbox;
  return [
    ...outbox.filter((other) => other !== entry),
    { ...entry, ...fresh, state: "pending", reason: null },
  ];
}

export const messagesOf = (outbox: Outbox, conversation: string): Outgoing[] =>
  outbox.filter((entry) => entry.conversation === conversation);

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== "object" || value === null) return false;
  const has = (key: string, type: string) => key in value && typeof Reflect.get(value, key) === type;
  return (
    has("id", "string") &&
    has("conversation", "string") &&
    has("session", "string") &&
    has("text", "string") &&
    has("at", "number") &&
    has("state", "string")
  );
}

/**
 * One key of the browser's storage per message, so that two windows of one person never overwrite
 * each other's list. Both may send the same one: the same id has the same answer.
 */
export function outboxStorage(area: globalThis.Storage, agent: string): Storage {
  const prefix = `parola.outbox.${agent}.`;
  return {
    load() {
      const found: Outgoing[] = [];
      for (let index = 0; index < area.length; index += 1) {
        const key = area.key(index);
        if (!key?.startsWith(prefix)) continue;
        try {
          const entry: unknown = JSON.parse(area.getItem(key) ?? "null");
          if (isOutgoing(entry)) found.push(entry);
        } catch {
          // Not ours, or cut off by a full disk: there is no text to save in it.
        }
      }
      return found.sort((a, b) => a.at - b.at);
    },
    put(entry) {
      try {
        area.setItem(prefix + entry.id, JSON.stringify(entry));
      } catch {
        // Storage refused or full: the message still goes while this page lives.
      }
    },
    drop(id) {
      try {
        area.removeItem(prefix + id);
      } catch {
        // As above.
      }
    },
  };
}
