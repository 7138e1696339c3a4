import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { files, read } from "./lib/sources.ts";

/** The words of the program: messages/<locale>/<namespace>.json. Galician is the measure of completeness. */
const MEASURE = "gl";
const locales = [...new Set(files("messages", /\.json$/).map((path) => path.split("/")[1] ?? ""))];

function flatten(value: unknown, prefix: string): [string, string][] {
  if (typeof value === "string") return [[prefix, value]];
  if (typeof value === "number") return [];
  if (value === null || typeof value !== "object") throw new Error(`${prefix} is neither text nor a group`);
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, `${prefix}.${key}`));
}

const words = new Map(
  locales.map((locale) => [
    locale,
    new Map(
      files(`messages/${locale}`, /\.json$/).flatMap((path) =>
        flatten(JSON.parse(read(path)), path.split("/").at(-1)?.replace(".json", "") ?? ""),
      ),
    ),
  ]),
);
const wordsOf = (locale: string): [string, string][] => [...(words.get(locale) ?? [])];
type Elements = ReturnType<typeof parse>;

/** The names that a message is given values by, and the cases of each of its plurals. */
function anatomy(elements: Elements): { names: Set<string>; plurals: string[][] } {
  const names = new Set<string>();
  const plurals: string[][] = [];
  const walk = (some: Elements) => {
    for (const element of some) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if (element.type === TYPE.tag) walk(element.children);
      if (element.type === TYPE.plural) plurals.push(Object.keys(element.options));
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(elements);
  return { names, plurals };
}

test("there are the four languages", () => {
  expect(locales.sort()).toEqual(["en", "es", "gl", "pt"]);
});

describe.each(locales)("messages in %s", (locale) => {
  test("has the same keys as Galician", () => {
    const keys = (of: string) => wordsOf(of).map(([key]) => key);
    expect(keys(locale).filter((key) => !words.get(MEASURE)?.has(key))).toEqual([]);
    expect(keys(MEASURE).filter((key) => !words.get(locale)?.has(key))).toEqual([]);
  });

  test("has no empty text", () => {
    expect(wordsOf(locale).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("parses as ICU, takes the values that Galician takes", () => {
    const wrong = wordsOf(locale).flatMap(([key, text]) => {
      try {
        const names = [...anatomy(parse(text)).names].sort().join();
        const measure = words.get(MEASURE)?.get(key);
        const expected = measure === undefined ? names : [...anatomy(parse(measure)).names].sort().join();
        return names === expected ? [] : [`${key}: {${names}} and not {${expected}}`];
      } catch (error) {
        return [`${key}: ${error instanceof Error ? error.message : String(error)}`];
      }
    });
    expect(wrong).toEqual([]);
  });

  test("has every plural that its grammar has", () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const wrong = wordsOf(locale).flatMap(([key, text]) =>
      anatomy(parse(text)).plurals.flatMap((cases) =>
        pluralCategories
          .filter((category) => !cases.includes(category))
          .map((category) => `${key}: ${category}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
