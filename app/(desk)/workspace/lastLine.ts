import type { WorkItem } from "#machines/wire/views.ts";

/** What was said last, in one line. */
export function lastLine(item: WorkItem | undefined): string {
  return item?.lastMessage?.text.replace(/\s+/gu, " ").slice(0, 120) ?? "";
}
