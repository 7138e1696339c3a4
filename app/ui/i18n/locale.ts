import type { Locale } from "#machines/wire/views.ts";

export const locales = ["gl", "en", "es", "pt"] as const satisfies readonly Locale[];
export const defaultLocale: Locale = "gl";

/** Each language by its own name; these are the same in every language, so they are not messages. */
export const localeNames: Record<Locale, string> = {
  gl: "Galego",
  en: "English",
  es: "Español",
  pt: "Português",
};

const rightToLeft = new Set(["ar", "fa", "he", "ur"]);

/** What `<html dir>` says; none of today's languages is written from right to left. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return rightToLeft.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/**
 * The best of our languages for an Accept-Language header (RFC 9110, 12.5.4): highest weight first,
 * ties in the order given; `pt-BR` is met by `pt`. `q=0` excludes, `*` means any that was not
 * excluded, and nothing that fits means Galician.
 */
export function matchLocale(header: string | null | undefined): Locale {
  const wishes = (header ?? "")
    .split(",")
    .map((part, place) => {
      const [tag = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      const q = weight === undefined ? 1 : Number(weight.slice(2));
      return { language: tag.split("-")[0] ?? "", q: Number.isFinite(q) ? q : 0, place };
    })
    .filter((wish) => wish.language !== "")
    .sort((a, b) => b.q - a.q || a.place - b.place);
  const refused = new Set(wishes.filter((wish) => wish.q <= 0).map((wish) => wish.language));
  const named = new Set(wishes.map((wish) => wish.language));
  for (const wish of wishes) {
    if (wish.q <= 0) break;
    if (isLocale(wish.language)) return wish.language;
    if (wish.language === "*") {
      const any = [defaultLocale, ...locales].find((locale) => !named.has(locale) && !refused.has(locale));
      if (any) return any;
    }
  }
  return defaultLocale;
}
