/** Letters that a decomposition leaves as they are, though people type them plain. */
const plain: Record<string, string> = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i" };

/** A text as names are compared and sorted by: without accents, in small letters, blanks made one. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßłøđæœı]/g, (letter) => plain[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();
}

export function emailKeyOf(email: string | null | undefined): string | null {
  const key = email?.trim().toLowerCase() ?? "";
  return key === "" ? null : key;
}

const SHORTEST_PHONE = 7;
const COMPARED_DIGITS = 9;

/** The last nine digits: numbers with and without the country's code are the same. Null when it is none. */
export function phoneKeyOf(phone: string | null | undefined): string | null {
  const digits = phone?.replace(/\D/g, "") ?? "";
  return digits.length < SHORTEST_PHONE ? null : digits.slice(-COMPARED_DIGITS);
}
