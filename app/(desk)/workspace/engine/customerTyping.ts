import type { Clock } from "./clock.ts";
import { createStore, type Store } from "./store.ts";

/** Without a word for so long, a customer is not writing any more. */
const ENDS = 6_000;

/** Which customers are writing now; it is told by the stream and never logged. */
export class CustomerTyping {
  readonly store: Store<Record<string, true>> = createStore<Record<string, true>>({});
  private readonly clock: Clock;
  private readonly ends = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  tell(conversation: string, on: boolean): void {
    this.ends.get(conversation)?.();
    this.ends.delete(conversation);
    if (on) {
      this.store.update((all) => (all[conversation] ? all : { ...all, [conversation]: true }));
      this.ends.set(
        conversation,
        this.clock.after(ENDS, () => this.tell(conversation, false)),
      );
      return;
    }
    this.store.update((all) => {
      if (!all[conversation]) return all;
      const { [conversation]: _, ...rest } = all;
      return rest;
    });
  }
}
