import type { Locale } from "#machines/wire/views.ts";

const LOCALES: readonly Locale[] = ["gl", "en", "es", "pt"];

/** The best of the four languages for an Accept-Language header; Galician when none of them is asked for. */
export function accepted(header: string): Locale {
  const wishes = header
    .split(",")
    .map((item) => {
      const [tag = "", ...settings] = item.trim().toLowerCase().split(";");
      const quality = settings
        .find((setting) => setting.trim().startsWith("q="))
        ?.trim()
        .slice(2);
      return { language: tag.slice(0, 2), weight: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wishes) {
    const found = LOCALES.find((locale) => locale === language);
    if (found) return found;
  }
  return "gl";
}
