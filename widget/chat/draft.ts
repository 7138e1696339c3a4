import type { Clock } from "./clock.ts";
import type { Store } from "./store.ts";

/**
 * The unsent text of one visitor, kept so that a reload finds it. Two tabs share it: a composer that was
 * not touched since follows the other's; one that was keeps its own.
 */
export type Draft = {
  text(): string;
  /** Grows when the text was set by anything but the composer itself. */
  rev(): number;
  typed(text: string): void;
  flush(): void;
  /** Another tab kept this text. */
  elsewhere(text: string): void;
  discard(): void;
};

const PAUSE = 250;
let revs = 0;

export function createDraft(store: Store, clock: Clock, changed: () => void): Draft {
  let kept = store.get("draft") ?? "";
  let text = kept;
  let rev = ++revs;
  let cancel = () => {};

  function flush(): void {
    cancel();
    if (text === kept) return;
    kept = text;
    if (text) store.set("draft", text);
    else store.remove("draft");
  }

  return {
    text: () => text,
    rev: () => rev,
    typed(now) {
      text = now;
      cancel();
      cancel = clock.after(PAUSE, flush);
    },
    flush,
    elsewhere(now) {
      const clean = text === kept;
      kept = now;
      if (!clean || text === now) return;
      text = now;
      rev = ++revs;
      changed();
    },
    discard() {
      cancel();
      text = kept = "";
      rev = ++revs;
    },
  };
}
