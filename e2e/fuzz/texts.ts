/** Whose, in which session, and in which of its fields. */
export type Place = { agent: string; session: string; field: string };

const WORD = /§\d+\.\d+/g;
/** A composer's text may be joined with others by line ends, a person's own words by blanks. */
const GAP = /\s+/;

/**
 * All that was ever typed. Each word carries the mark of the place in which it was typed, so that it can be
 * told wherever it turns up, and no two are alike.
 */
export type Ledger = ReturnType<typeof makeLedger>;

export function makeLedger() {
  const marks = new Map<string, number>();
  const words = new Map<string, Place>();
  /** Taken back by a person who had them before their eyes. */
  const dropped = new Set<string>();
  /** How often Send was pressed with this word in the field. */
  const pressed = new Map<string, number>();
  const keyOf = ({ agent, session, field }: Place) => `${agent} ${session} ${field}`;

  return {
    /** A word that nobody has typed before. */
    word(place: Place): string {
      const key = keyOf(place);
      const mark = marks.get(key) ?? marks.size;
      marks.set(key, mark);
      const word = `§${mark}.${words.size}`;
      words.set(word, place);
      return word;
    },
    wordsOf: (text: string): string[] => text.match(WORD) ?? [],
    /** What the person saw and has taken away: all words of `before` that are not in `after`. */
    took(before: string, after: string): void {
      const kept = new Set(after.match(WORD));
      for (const word of before.match(WORD) ?? []) if (!kept.has(word)) dropped.add(word);
    },
    press(text: string): void {
      for (const word of text.match(WORD) ?? []) pressed.set(word, (pressed.get(word) ?? 0) + 1);
    },
    pressesOf: (word: string): number => pressed.get(word) ?? 0,
    isDropped: (word: string): boolean => dropped.has(word),
    all: (): ReadonlyMap<string, Place> => words,
    /** What stands in a place that was not typed there. */
    strangers(text: string, at: Place): string[] {
      return text.split(GAP).filter((word) => {
        if (word === "") return false;
        const place = words.get(word);
        return place === undefined || keyOf(place) !== keyOf(at);
      });
    },
    /** As it can be read: the mark, the session, the field. */
    told(word: string): string {
      const place = words.get(word);
      return place ? `${word} (${place.session}, ${place.field})` : `${word} (typed nowhere)`;
    },
  };
}
