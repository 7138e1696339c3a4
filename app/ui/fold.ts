/** Letters that a decomposition leaves as they are, though people type them plain. */
const plain: Record<string, string> = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i" };

/** A text as it is searched and sorted by: without accents, in small letters, blanks made one. As `db/fold.ts` does it. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßłøđæœı]/g, (letter) => plain[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();
}

/** Is each word of `typed` the beginning of a word of `text`? Nothing typed is in every text. */
export function hasWords(text: string, typed: string): boolean {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const wanted = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  return wanted.every((one) => words.some((word) => word.startsWith(one)));
}
