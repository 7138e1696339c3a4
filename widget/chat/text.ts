/** The most characters of one message, as a person counts them; the server judges by the same number. */
export const LIMIT = 4000;
/** From here on the count is told. */
export const TELL_FROM = 3500;

const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

/**
 * The length of a text as a person counts it: 👩‍👩‍👧 is one character. Counting is skipped while the text
 * cannot have reached `from`, and stops at ten times the limit, so that a huge paste does not hang.
 */
export function characters(text: string, from = 0): number {
  if (text.length < from) return text.length;
  if (!segmenter) return [...text].length;
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count >= LIMIT * 10) break;
  }
  return count;
}

/** Whether there is nothing in it that a person could see. The server judges alike. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cf}]*$/u.test(text);
}

/** `at`: where the address begins in the text. */
export type Part = string | { href: string; at: number };

const ADDRESS = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"]+/gi;
const ALLOWED = new Set(["http:", "https:", "mailto:", "tel:"]);
const PAIRS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** A message's text in parts: http(s), mailto and tel addresses as links, all else as it is. */
export function linkify(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    if (!isAllowed(address)) continue;
    if (match.index > done) parts.push(text.slice(done, match.index));
    parts.push({ href: address, at: match.index });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

/** Punctuation at the end belongs to the sentence; a bracket only when it was not opened inside. */
function withoutTail(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    const opening = PAIRS[last];
    const closes = opening !== undefined && !opened(address.slice(0, end), opening, last);
    if (!closes && !/[.,;:!?'"»”’…*_~]/.test(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function opened(address: string, opening: string, closing: string): boolean {
  return address.split(opening).length >= address.split(closing).length;
}

function isAllowed(address: string): boolean {
  try {
    const url = new URL(address);
    const hasPlace = url.host !== "" || url.pathname !== "";
    return ALLOWED.has(url.protocol) && hasPlace;
  } catch {
    return false;
  }
}
