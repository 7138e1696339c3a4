import { expect, test } from "vitest";
import { accepted } from "./accepted.ts";

test.each([
  ["", "gl"],
  ["gl-ES,gl;q=0.9,es;q=0.8", "gl"],
  ["en-US,en;q=0.9", "en"],
  ["fr, pt-BR;q=0.5, es;q=0.7", "es"],
  ["fr", "gl"],
  ["es;q=0, en;q=0.1", "en"],
  ["*;q=x,,;", "gl"],
])("%j: %s", (header, locale) => {
  expect(accepted(header)).toBe(locale);
});
