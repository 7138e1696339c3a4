"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "./bits.tsx";
import { type Fault, faultOf } from "./trpc/fault.ts";

/** The sentence for a fault, in the person's language; an unknown key is told as an unexpected error. */
export function useFaultText(): (fault: Fault) => string {
  const t = useTranslations("errors");
  return (fault) => (t.has(fault.message) ? t(fault.message) : t("unexpected"));
}

/** What went wrong with a call, with what was kept and what to do next; nothing while nothing did. */
export function ErrorMessage({
  error,
  kept,
  action,
}: {
  error: unknown;
  kept?: ReactNode;
  action?: ReactNode;
}) {
  const text = useFaultText();
  if (!error) return null;
  return (
    <Notice tone="bad" action={action}>
      <span>{text(faultOf(error))}</span>
      {kept ? <span>{kept}</span> : null}
    </Notice>
  );
}
