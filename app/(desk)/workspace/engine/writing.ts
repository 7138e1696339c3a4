import { MESSAGE_LIMIT } from "#machines/wire/limits.ts";

/** From here on the composer says how many characters are left. */
export const TOLD_FROM = 3_500;
export { MESSAGE_LIMIT };

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Characters as a person counts them: 👩‍👩‍👧 is one. */
export function lengthOf(text: string): number {
  // A text of so few code units cannot reach the limit; counting them exactly is only for the edge.
  if (text.length < TOLD_FROM) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

export type Verdict =
  | { can: true; left: number | null }
  | { can: false; why: "blank" | "tooLong"; left: number | null };

/** May this text be sent, and how many characters are left, once that is to be told. */
export function judge(text: string): Verdict {
  const length = lengthOf(text);
  const left = length >= TOLD_FROM ? MESSAGE_LIMIT - length : null;
  if (length > MESSAGE_LIMIT) return { can: false, why: "tooLong", left };
  if (!/\S/u.test(text)) return { can: false, why: "blank", left };
  return { can: true, left };
}

export type Piece = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const address = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"'`{}|\\^]+/giu;
/** What closes a sentence belongs to the sentence, not to the address. */
const tail = /[.,;:!?…»”’)\]]+$/u;

function trimmed(found: string): string {
  let link = found;
  for (;;) {
    const end = tail.exec(link)?.[0];
    if (!end) return link;
    // A bracket that was opened inside of the address is part of it.
    const last = link.at(-1);
    const opens = (open: string, close: string) =>
      last === close && link.split(open).length >= link.split(close).length;
    if (opens("(", ")") || opens("[", "]")) return link;
    link = link.slice(0, -1);
  }
}

function safe(link: string): string | null {
  try {
    const url = new URL(link);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? link : null;
  } catch {
    return null;
  }
}

/** Splits a message into text and the addresses that become links: http(s), mailto and tel alone. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const link = trimmed(match[0]);
    const href = safe(link);
    if (!href) continue;
    if (match.index > from) out.push({ kind: "text", text: text.slice(from, match.index) });
    out.push({ kind: "link", text: link, href });
    from = match.index + link.length;
  }
  if (from < text.length) out.push({ kind: "text", text: text.slice(from) });
  return out;
}
