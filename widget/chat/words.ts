/** The chat's words: a flat object of messages, some with `{name}` places and ICU plurals. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

const PLURAL = /\{(\w+), plural, one \{([^}]*)\} (?:many \{[^}]*\} )?other \{([^}]*)\}\}/g;

/** Reads one language's messages (nested keys are joined by dots); a missing key shows itself. */
export function createWords(locale: string, messages: unknown): Words {
  const rules = new Intl.PluralRules(intlLocale(locale));
  const numbers = new Intl.NumberFormat(intlLocale(locale));
  const show = (value: string | number | undefined): string =>
    typeof value === "number" ? numbers.format(value) : (value ?? "");
  return (key, values = {}) =>
    find(messages, key)
      .replace(PLURAL, (_, name: string, one: string, other: string) => {
        const value = values[name];
        return (rules.select(Number(value)) === "one" ? one : other).replace("#", show(value));
      })
      .replace(/\{(\w+)\}/g, (_, name: string) => show(values[name]));
}

/**
 * The language for `Intl`: Chromium's own data has none for Galician, whose plurals, numbers and hours are
 * written as the Spanish ones. Names of days and months differ, and stand in the messages.
 */
export function intlLocale(locale: string): string {
  return locale === "gl" ? "es" : locale;
}

/** A day by its name, for example *domingo, 22 de novembro*, in the browser's time zone. */
export function dayName(words: Words, at: number): string {
  const date = new Date(at);
  const pick = (key: string, index: number): string => words(key).split(",")[index] ?? "";
  const weekday = pick("weekdays", date.getDay());
  return words("date", { weekday, day: date.getDate(), month: pick("months", date.getMonth()) });
}

function find(messages: unknown, key: string): string {
  let found: unknown = messages;
  for (const step of key.split(".")) {
    found =
      typeof found === "object" && found !== null
        ? Object.entries(found).find(([name]) => name === step)?.[1]
        : null;
  }
  return typeof found === "string" ? found : key;
}
