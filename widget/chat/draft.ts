import type { Clock } from "./clock.ts";
import type { Store } from "./store.ts";

/**
 * The unsent text, kept so that a reload finds it: in this tab's own storage, and in the shared one for
 * tabs to come. A composer that nobody wrote in follows what is written in another tab; one that has a
 * person's text keeps it.
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

const NAME = "draft";
const PAUSE = 250;
let revs = 0;

export function createDraft(shared: Store, own: Store, clock: Clock, changed: () => void): Draft {
  const mine = own.get(NAME);
  let text = mine ?? shared.get(NAME) ?? "";
  let written = mine !== null;
  let kept = text;
  let rev = ++revs;
  let cancel = () => {};

  function flush(): void {
    cancel();
    if (text === kept) return;
    if (text) {
      own.set(NAME, text);
      shared.set(NAME, text);
    } else {
      own.remove(NAME);
      // It may be another tab's by now.
      if (shared.get(NAME) === kept) shared.remove(NAME);
    }
    kept = text;
  }

  return {
    text: () => text,
    rev: () => rev,
    typed(now) {
      text = now;
      written = now !== "";
      cancel();
      cancel = clock.after(PAUSE, flush);
    },
    flush,
    elsewhere(now) {
      if (written) return;
      cancel();
      kept = now;
      if (text === now) return;
      text = now;
      rev = ++revs;
      changed();
    },
    discard() {
      cancel();
      own.remove(NAME);
      text = kept = "";
      written = false;
      rev = ++revs;
    },
  };
}
