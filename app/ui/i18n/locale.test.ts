import { describe, expect, it } from "vitest";
import { directionOf, isLocale, matchLocale } from "./locale.ts";

describe("matchLocale", () => {
  it.each([
    ["gl", "gl"],
    ["en-GB,en;q=0.9", "en"],
    ["pt-BR", "pt"],
    ["fr-FR, fr;q=0.9, es;q=0.8, en;q=0.7", "es"],
    ["en;q=0.5, gl;q=0.9", "gl"],
    ["EN-us", "en"],
    ["es;q=0.8,pt;q=0.8", "es"],
    ["de, fr", "gl"],
    ["", "gl"],
    ["*", "gl"],
    ["gl;q=0, *", "en"],
    ["en;q=0", "gl"],
    ["en;q=high, es;q=0.1", "es"],
    [";;,,q=", "gl"],
  ])("%s asks for %s", (header, locale) => {
    expect(matchLocale(header)).toBe(locale);
  });

  it("is Galician for a browser that asks for nothing", () => {
    expect(matchLocale(null)).toBe("gl");
    expect(matchLocale(undefined)).toBe("gl");
  });
});

it("knows its languages and their direction", () => {
  expect(isLocale("pt")).toBe(true);
  expect(isLocale("fr")).toBe(false);
  expect(isLocale(null)).toBe(false);
  expect(directionOf("gl")).toBe("ltr");
  expect(directionOf("ar-EG")).toBe("rtl");
});
