"use client";
import { useTranslations } from "next-intl";
import type { WorkItem } from "#machines/wire/views.ts";

/** What was said last, in one line. */
export function useLastLine(item: WorkItem | undefined): string {
  const notice = useTranslations("notice");
  const last = item?.lastMessage;
  if (!last) return "";
  return last.notice ? notice(last.notice) : last.text.replace(/\s+/gu, " ").slice(0, 120);
}
