import { z } from "zod";
import { MESSAGE_LIMIT } from "#machines/wire/frames.ts";
import { noNul } from "./define.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

const plain = /^[\x20-\x7e]*$/;

/** How long a text is as a person counts: a family emoji is one. Stops counting beyond `most`. */
export function lengthOf(text: string, most: number): number {
  // No person counts more characters than there are code units, and printable ASCII counts one by one.
  if (plain.test(text)) return Math.min(text.length, most + 1);
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count > most) break;
  }
  return count;
}

/** Characters that nobody sees do not make a message: white space, zero-width ones, marks of direction. */
const blank = /^[\s\p{Cf}\p{Zs}]*$/u;

/** One message: 1 to 4,000 characters as a person counts, kept as it was typed. */
export const messageText = z
  .string()
  .max(MESSAGE_LIMIT * 16, "messageTooLong")
  .refine(noNul, "badCharacter")
  .refine((text) => !blank.test(text), "messageEmpty")
  .refine((text) => lengthOf(text, MESSAGE_LIMIT) <= MESSAGE_LIMIT, "messageTooLong");
