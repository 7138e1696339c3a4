const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const plain = /^[\x20-\x7e]*$/;

/** By how many characters, as a person counts them, a text is longer than `most`; 0 when it is not. */
export function graphemesOver(text: string, most: number): number {
  // No person counts more characters than there are code units, and printable ASCII counts one by one.
  if (text.length <= most) return 0;
  if (plain.test(text)) return text.length - most;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return Math.max(0, count - most);
}
