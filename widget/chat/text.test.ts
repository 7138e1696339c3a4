import { describe, expect, test } from "vitest";
import { characters, isBlank, linkify } from "./text.ts";

describe("counting as a person does", () => {
  test.each([
    ["", 0],
    ["ola", 3],
    ["👩‍👩‍👧", 1],
    ["e\u0301", 1],
    ["🇬🇦🇪🇸", 2],
    ["a\r\nb", 3],
    ["👍🏽".repeat(4000), 4000],
  ])("%j", (text, count) => {
    expect(characters(text)).toBe(count);
  });

  test("skips what is certainly below, stops far above", () => {
    expect(characters("abc", 3500)).toBe(3);
    expect(characters("a".repeat(1_000_000))).toBe(40_000);
  });
});

test.each([
  ["", true],
  [" \n\t\u00a0\u3000", true],
  ["\u200b\u200d\ufeff", true],
  ["\u202e", true],
  [" . ", false],
  ["👩‍👩‍👧", false],
])("blank %j: %s", (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});

describe("links", () => {
  const links = (text: string) =>
    linkify(text).flatMap((part) => (typeof part === "string" ? [] : [part.href]));
  const joined = (text: string) => linkify(text).map((part) => (typeof part === "string" ? part : part.href));

  test.each([
    ["vexa https://parola.example/a?b=c#d.", ["https://parola.example/a?b=c#d"]],
    ["(https://gl.wikipedia.org/wiki/Cunca_(louza))", ["https://gl.wikipedia.org/wiki/Cunca_(louza)"]],
    [
      "HTTP://EXAMPLE.COM, mailto:ana@parola.example! tel:+34-600",
      ["HTTP://EXAMPLE.COM", "mailto:ana@parola.example", "tel:+34-600"],
    ],
    ["«https://a.example/ñ»", ["https://a.example/ñ"]],
    [`https://a.example/${"x".repeat(2000)}`, [`https://a.example/${"x".repeat(2000)}`]],
  ])("%j", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,<b>",
    "vbscript:x",
    "<a href='https'>",
    "https://",
    "mailto:",
    "www.example.com",
    "xhttps://a.example",
  ])("none in %j", (text) => {
    expect(links(text)).toEqual([]);
  });

  test("no character is lost or moved", () => {
    const text = "a https://a.example). b\n<https://b.example>, tel:1.";
    expect(joined(text).join("")).toBe(text);
  });
});
