"use client";
import { useState } from "react";
import { useEngine } from "../engine/hooks.ts";
import { insertText } from "../engine/insertion.ts";

/** Puts a text into the clipboard; by the older way where the page is not served securely. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const holder = document.createElement("textarea");
    holder.value = text;
    holder.style.position = "fixed";
    document.body.append(holder);
    holder.select();
    const copied = document.execCommand("copy");
    holder.remove();
    return copied;
  }
}

export type Inserted = "inserted" | "copied" | "notCopied";

/**
 * What becomes of a text that was found: into the session's composer, or into the clipboard.
 * `insert` is null where there is no composer.
 */
export function useInsert(session: string) {
  const engine = useEngine();
  const [done, setDone] = useState<Inserted | null>(null);
  const insert = session.startsWith("conversation:")
    ? (text: string) => {
        insertText(engine, session, text);
        engine.selectTab(session, "anchor");
        setDone("inserted");
      }
    : null;
  const copy = async (text: string) => setDone((await copyText(text)) ? "copied" : "notCopied");
  return { insert, copy, done, forget: () => setDone(null) };
}
