import { describe, expect, test } from "vitest";
import en from "../../messages/en/widget.json";
import es from "../../messages/es/widget.json";
import gl from "../../messages/gl/widget.json";
import pt from "../../messages/pt/widget.json";
import { createWords, dayName } from "./words.ts";

const keysOf = (messages: object, prefix = ""): string[] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "object" ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );

describe.each(Object.entries({ gl, en, es, pt }))("%s", (locale, messages) => {
  const words = createWords(locale, messages);

  test("has every word, and no place stays unfilled", () => {
    expect(keysOf(messages).sort()).toEqual(keysOf(gl).sort());
    const values = {
      weekday: "luns",
      day: 1,
      month: "maio",
      agent: "Ana",
      position: 2,
      count: 3500,
      limit: 4000,
      over: 2,
    };
    for (const key of keysOf(messages)) expect(words(key, values)).not.toMatch(/[{}#]/);
  });

  test("names seven days and twelve months", () => {
    expect(words("weekdays").split(",")).toHaveLength(7);
    expect(words("months").split(",")).toHaveLength(12);
  });

  test("counts one and many", () => {
    expect(words("tooLong", { over: 1, limit: 4000 })).not.toBe(words("tooLong", { over: 2, limit: 4000 }));
    expect(words("tooLong", { over: 1_000_000, limit: 4000 })).toMatch(/4.?000/);
  });
});

test("a text with places in it stays a text", () => {
  expect(createWords("en", en)("typing", { agent: "{count} $&" })).toBe("{count} $& is typing…");
});

test("a day by its name", () => {
  const at = new Date(2026, 10, 23, 12).getTime();
  expect(dayName(createWords("gl", gl), at)).toBe("luns, 23 de novembro");
  expect(dayName(createWords("en", en), at)).toBe("Monday, 23 November");
});
