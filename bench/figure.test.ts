import { describe, expect, test } from "vitest";
import { against, type Figure, held, percentile } from "./figure.ts";
import { type Place, table, written } from "./table.ts";

const figure: Figure = { name: "rate", value: 30, unit: "/s" };
const place: Place = { commit: "abc", date: "2026-11-22", machine: "a desk", node: "v24" };

describe("a figure", () => {
  test("holds its goal, or not, or has none", () => {
    expect(held(figure)).toBeNull();
    expect(held({ ...figure, goal: { of: "value", at: "least", bound: 30 } })).toBe(true);
    expect(held({ ...figure, goal: { of: "value", at: "most", bound: 29 } })).toBe(false);
  });

  test("is judged by its ratio to the raw limit where the goal is one", () => {
    const beside = against(
      { name: "relay", value: 100 },
      { ...figure, goal: { of: "ratio", at: "least", bound: 0.25 } },
    );
    expect(beside.ratio).toBeCloseTo(0.3);
    expect(held(beside)).toBe(true);
  });

  test("that could not be measured holds nothing", () => {
    expect(held({ ...figure, value: Number.NaN, goal: { of: "value", at: "most", bound: 1 } })).toBe(false);
    expect(held({ ...figure, goal: { of: "ratio", at: "most", bound: 1 } })).toBe(false);
  });

  test("percentiles are by nearest rank", () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(samples, 0.5), percentile(samples, 0.99), percentile(samples, 1)]).toEqual([
      50, 99, 100,
    ]);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe("the table", () => {
  const result = (title: string, value: number) => ({
    id: title,
    title,
    seconds: 1,
    figures: [{ ...figure, value }],
  });

  test("tells a missed goal", () => {
    const missed: Figure = { ...figure, goal: { of: "value", at: "least", bound: 1_000 }, note: "a | b" };
    expect(table([{ ...result("Gaps", 1), figures: [missed] }], place)).toContain(
      "| rate | 30 /s |  |  | at least 1,000 /s | **no** | a \\| b |",
    );
  });

  test("written into a page replaces what ran and keeps the rest, in order", () => {
    const empty = "before\n<!-- figures -->\n<!-- /figures -->\nafter\n";
    const order = ["Gaps", "Idle"];
    const once = written(empty, [result("Idle", 1), result("Gaps", 2)], place, order);
    const twice = written(once, [result("Gaps", 3)], { ...place, commit: "def" }, order);
    expect(twice).toBe(
      [
        "before",
        "<!-- figures -->",
        "Machine: a desk. Node v24.",
        "",
        "| figure | value | raw limit | ratio | goal | held | note |",
        "|---|---|---|---|---|---|---|",
        "| **Gaps** |  |  |  |  |  | 2026-11-22, commit def |",
        "| rate | 3 /s |  |  |  |  |  |",
        "| **Idle** |  |  |  |  |  | 2026-11-22, commit abc |",
        "| rate | 1 /s |  |  |  |  |  |",
        "<!-- /figures -->",
        "after",
        "",
      ].join("\n"),
    );
  });

  test("is not written into a page without a place for it", () => {
    expect(() => written("nothing", [], place, [])).toThrow("no <!-- figures -->");
  });
});
