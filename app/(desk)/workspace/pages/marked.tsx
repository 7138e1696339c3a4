import { Fragment } from "react";
import type { Marked as Text } from "#machines/wire/records.ts";

/** A text with the parts that were looked for marked; it is text, whatever stands in it. */
export function Marked({ of }: { of: Text }) {
  return parts(of).map(({ from, text, marked }) =>
    marked ? <mark key={from}>{text}</mark> : <Fragment key={from}>{text}</Fragment>,
  );
}

/** The text in pieces. Marks that overlap, or reach beyond the text, mark what there is once. */
export function parts({ text, marks }: Text): { from: number; text: string; marked: boolean }[] {
  const pieces: { from: number; text: string; marked: boolean }[] = [];
  let at = 0;
  const put = (to: number, marked: boolean) => {
    const end = Math.min(to, text.length);
    if (end > at) pieces.push({ from: at, text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const [from, to] of [...marks].sort(([a], [b]) => a - b)) {
    put(from, false);
    put(to, true);
  }
  put(text.length, false);
  return pieces;
}
