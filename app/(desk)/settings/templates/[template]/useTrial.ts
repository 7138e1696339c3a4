"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "#machines/wire/views.ts";
import { type Client, client } from "#ui/trpc/client.ts";

const TYPED_FOR_MS = 300;

export type Filled = Awaited<ReturnType<Client["templates"]["draft"]["mutate"]>>;
type Fault = Extract<Filled["body"], { fault: unknown }>["fault"];
export type Trial = { filled: Filled | null; failed: boolean };

const LOCALES: readonly Locale[] = ["gl", "en", "es", "pt"];

/** What comes of a template as it is typed, or what is wrong with it: asked when the typing rests. */
export function useTrial({
  subject,
  body,
  language,
}: {
  subject: string;
  body: string;
  language: string;
}): Trial {
  const [trial, setTrial] = useState<Trial>({ filled: null, failed: false });
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      const locale = LOCALES.find((one) => one === language) ?? "gl";
      client()
        .templates.draft.mutate({ subject, body, language: locale })
        .then(
          (filled) => over || setTrial({ filled, failed: false }),
          () => over || setTrial((known) => ({ ...known, failed: true })),
        );
    }, TYPED_FOR_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [subject, body, language]);
  return trial;
}

/** Where a template is wrong, and why, in the person's language. */
export function useFaultWords(): (fault: Fault) => string {
  const t = useTranslations("settings.templates.fault");
  return ({ reason, line, column, name }) =>
    t("at", { line: String(line), column: String(column), why: t(reason, { name: name ?? "" }) });
}
