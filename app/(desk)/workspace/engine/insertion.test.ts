import { expect, it } from "vitest";
import { spliced } from "./insertion.ts";

it("puts a text at the caret, apart from the words around it", () => {
  expect(spliced("", [0, 0], "hello")).toEqual({ text: "hello", caret: 5 });
  expect(spliced("ab", [1, 1], "X")).toEqual({ text: "a X b", caret: 3 });
  expect(spliced("see ", [4, 4], "X")).toEqual({ text: "see X", caret: 5 });
  expect(spliced("one two", [3, 3], "X")).toEqual({ text: "one X two", caret: 5 });
});

it("takes the place of what is selected, from whichever end", () => {
  expect(spliced("say THIS now", [4, 8], "that")).toEqual({ text: "say that now", caret: 8 });
  expect(spliced("say THIS now", [8, 4], "that")).toEqual({ text: "say that now", caret: 8 });
});

it("does not trust a caret beyond the text", () => {
  expect(spliced("ab", [9, 12], "X")).toEqual({ text: "ab X", caret: 4 });
});
