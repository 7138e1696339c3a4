import type { ErrorCode } from "#machines/wire/frames.ts";
import type { Outgoing } from "./state.ts";
import type { Store } from "./store.ts";
import type { Tabs } from "./tabs.ts";

/**
 * The kept outbox: each tab has its own, and what a closed tab left unsent is taken up by exactly one of
 * the others, with the ids it had, so that nothing is lost and nothing is doubled.
 */
export type KeptOutbox = {
  save(outbox: readonly Outgoing[]): void;
  /** Another tab's outbox appeared or changed in storage under this name. */
  noticed(name: string): void;
};

const PREFIX = "out.";

export function createOutbox(
  store: Store,
  tabs: Tabs,
  tab: string,
  take: (messages: Outgoing[]) => void,
): KeptOutbox {
  const own = PREFIX + tab;
  const awaited = new Set<string>([own]);
  tabs.hold(own);

  const noticed = (name: string): void => {
    if (!name.startsWith(PREFIX) || awaited.has(name)) return;
    awaited.add(name);
    tabs.whenFree(name, () => {
      const left = parse(store.get(name));
      take(left);
      store.remove(name);
      awaited.delete(name);
    });
  };
  for (const name of store.names(PREFIX)) noticed(name);

  return {
    noticed,
    save(outbox) {
      const unsent = outbox.filter((out) => out.state !== "sent");
      if (unsent.length) store.set(own, JSON.stringify(unsent));
      else store.remove(own);
    },
  };
}

function parse(text: string | null): Outgoing[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found.filter(isOutgoing) : [];
  } catch {
    return [];
  }
}

function isOutgoing(item: Partial<Outgoing> & { code?: ErrorCode }): item is Outgoing {
  return (
    typeof item?.id === "string" &&
    typeof item.text === "string" &&
    typeof item.at === "number" &&
    (item.state === "pending" || item.state === "failed")
  );
}
