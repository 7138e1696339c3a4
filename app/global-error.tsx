"use client";
import "./globals.css";
import { NextIntlClientProvider } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "#machines/wire/views.ts";
import { defaultLocale, isLocale } from "#ui/i18n/locale.ts";
import enCommon from "../messages/en/common.json";
import en from "../messages/en/errors.json";
import esCommon from "../messages/es/common.json";
import es from "../messages/es/errors.json";
import glCommon from "../messages/gl/common.json";
import gl from "../messages/gl/errors.json";
import ptCommon from "../messages/pt/common.json";
import pt from "../messages/pt/errors.json";
import PageError from "./error.tsx";

const words = {
  gl: { errors: gl, common: glCommon },
  en: { errors: en, common: enCommon },
  es: { errors: es, common: esCommon },
  pt: { errors: pt, common: ptCommon },
};

/** When the frame of all pages itself failed, nothing is known of the person but the browser's language. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  const [locale, setLocale] = useState<Locale>(defaultLocale);
  useEffect(() => {
    const wish = navigator.languages.map((tag) => tag.split("-")[0]).find(isLocale);
    if (wish) setLocale(wish);
  }, []);
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider locale={locale} messages={words[locale]}>
          <PageError {...props} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
