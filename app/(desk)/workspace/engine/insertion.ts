import { ANCHOR } from "#machines/workspace/ids.ts";
import type { Engine } from "./engine.ts";

/**
 * Puts a text into a session's composer, where its caret was left or in place of what was selected; at the
 * end when nobody has written there yet. The keyboard goes to the composer, the caret behind the text.
 */
export function insertText(engine: Engine, session: string, text: string): void {
  const draft = engine.drafting.ref(session)?.getSnapshot().context.text ?? "";
  const [start, end] = engine.window.get().carets[session] ?? [draft.length, draft.length];
  const { text: whole, caret } = spliced(draft, [start, end], text);
  engine.write(session, whole);
  engine.keep({ carets: { ...engine.window.get().carets, [session]: [caret, caret] } });
  // The composer stands in the anchor, and the text may come from another tab.
  engine.selectTab(session, ANCHOR);
  engine.wantsKeyboard.set(session);
}

/** Of a caret that a text has outgrown since, what is still in it counts. Words are kept apart by a blank. */
export function spliced(
  draft: string,
  [start, end]: [number, number],
  text: string,
): { text: string; caret: number } {
  const from = Math.min(start, end, draft.length);
  const to = Math.min(Math.max(start, end), draft.length);
  const before = draft.slice(0, from);
  const after = draft.slice(to);
  const left = before !== "" && !/\s$/u.test(before) ? " " : "";
  const right = after !== "" && !/^\s/u.test(after) ? " " : "";
  const put = before + left + text;
  return { text: put + right + after, caret: put.length };
}
