import { expect, test } from "@playwright/test";
import { charts } from "#machines/charts.ts";
import { edgesOf } from "#machines/testing/edges.ts";
import { keptEdges } from "../fixtures/edges.ts";
import { causes } from "./persons.ts";

/** Run when all stories are told (playwright.config.ts): what their servers' logs say was taken. */
for (const [chart, edges] of Object.entries(causes)) {
  test(`of every edge of ${chart} it is known whether a person causes it`, () => {
    const known = Object.keys(edges).sort();
    expect(known).toEqual([...edgesOf(charts[chart as keyof typeof causes]).keys()].sort());
  });

  test(`every edge of ${chart} that a person causes was taken in a browser, and no other`, () => {
    const taken = keptEdges();
    const of = (isPersons: boolean) =>
      Object.entries(edges)
        .filter(([, why]) => (why === "person") === isPersons)
        .map(([edge]) => edge);
    expect(
      of(true).filter((edge) => !taken.has(edge)),
      "taken by no story",
    ).toEqual([]);
    // What time or a program brings about may happen on the way; what nothing gives yet may not.
    const impossible = of(false).filter((edge) => / yet$/.test(edges[edge] ?? ""));
    expect(
      impossible.filter((edge) => taken.has(edge)),
      "possible after all",
    ).toEqual([]);
  });
}
