import { expect, it } from "vitest";
import { parts } from "./marked.tsx";

it("cuts a text at its marks, and loses nothing of it", () => {
  const of = { text: "a <b>café</b> com leite", marks: [[5, 9] as [number, number]] };
  expect(parts(of).filter(({ marked }) => marked)).toEqual([{ from: 5, text: "café", marked: true }]);
  expect(
    parts(of)
      .map(({ text }) => text)
      .join(""),
  ).toBe(of.text);
});

it("stands marks that overlap, come out of order or reach beyond the text", () => {
  const marks: [number, number][] = [
    [3, 99],
    [0, 2],
    [1, 4],
  ];
  const cut = parts({ text: "abcdef", marks });
  expect(cut.map(({ text }) => text).join("")).toBe("abcdef");
  expect(cut.every(({ marked }) => marked)).toBe(true);
});
