/** One after the other for each key: what is judged by a count must not be judged twice on the same one. */
export function makeTurns() {
  const last = new Map<string, Promise<void>>();
  return {
    /** Waits for whoever came before. @returns what gives the turn to the next. */
    async take(key: string): Promise<() => void> {
      const before = last.get(key);
      let done = () => {};
      const mine = new Promise<void>((resolve) => {
        done = resolve;
      });
      last.set(key, mine);
      await before;
      return () => {
        if (last.get(key) === mine) last.delete(key);
        done();
      };
    },
  };
}
