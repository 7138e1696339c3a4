/** How long anything may take to come about before a test says what it waited for. */
const PATIENCE_MS = 60_000;

/** Wakes who waits whenever something happened, so that nobody has to look by the clock. */
export type Bell = {
  ring(): void;
  /** Resolves once `is` holds, looked at now and after each ring. `what` is the error's text. */
  when(what: string | (() => string), is: () => boolean, patience?: number): Promise<void>;
};

export function makeBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const look of [...waiting]) look();
    },
    when(what, is, patience = PATIENCE_MS) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`It did not happen: ${typeof what === "string" ? what : what()}`));
        }, patience);
        const look = () => {
          if (!is()) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
  };
}
