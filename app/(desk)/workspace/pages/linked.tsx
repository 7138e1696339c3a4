import { Fragment } from "react";
import { pieces } from "../engine/writing.ts";

/** Plain text with its line breaks; addresses in it are links, nothing else is anything but text. */
export function Linked({ text }: { text: string }) {
  let at = 0;
  return pieces(text).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.kind === "link" ? (
      <a key={key} href={piece.href} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    ) : (
      <Fragment key={key}>{piece.text}</Fragment>
    );
  });
}
