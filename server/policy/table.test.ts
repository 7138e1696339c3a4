import { describe, expect, test } from "vitest";
import type { ChartId } from "#machines/wire/views.ts";
import { defaultPolicy, POLICY_DELAYS, type PolicyField, policyFields, readPolicy } from "./table.ts";

const charts: readonly ChartId[] = ["liveChat", "persistentChat"];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("the defaults", () => {
  test("are those of the charts' tables", () => {
    expect(defaultPolicy("liveChat")).toEqual({
      queueTime: 20 * MINUTE,
      offerTime: 2 * MINUTE,
      customerGrace: 3 * MINUTE,
      waitingTime: 28 * DAY,
      wrapUpTime: 15 * MINUTE,
      wrapUpBlock: "always",
      units: 1,
      presenceOnAccept: "busy",
      allowedPresences: ["available", "busy"],
      restrainOnReject: "no",
      offerAgainAfter: MINUTE,
      allowedHosts: [],
    });
    expect(defaultPolicy("persistentChat")).toEqual({
      ...defaultPolicy("liveChat"),
      queueTime: 30 * DAY,
      wrapUpTime: DAY,
    });
  });

  test.each(charts)("of %s are within their own bounds, and stand in its form", (chart) => {
    expect(readPolicy(chart, defaultPolicy(chart))).toEqual({ ok: true, policy: defaultPolicy(chart) });
    const values: Record<string, unknown> = defaultPolicy(chart);
    for (const field of policyFields(chart)) expect(values[field.name]).toEqual(field.default);
  });

  test("fill in what an older version did not know", () => {
    expect(readPolicy("liveChat", {})).toEqual({ ok: true, policy: defaultPolicy("liveChat") });
    expect(readPolicy("persistentChat", { units: 3 })).toEqual({
      ok: true,
      policy: { ...defaultPolicy("persistentChat"), units: 3 },
    });
  });
});

describe("the form", () => {
  test("of each chart has the fields that mean something to it", () => {
    const names = (chart: ChartId) => policyFields(chart).map((field) => field.name);
    expect(names("liveChat")).toContain("customerGrace");
    expect(names("liveChat")).not.toContain("waitingTime");
    expect(names("persistentChat")).toContain("waitingTime");
    expect(names("persistentChat")).not.toContain("customerGrace");
    expect(new Set([...names("liveChat"), ...names("persistentChat")])).toEqual(
      new Set(Object.keys(defaultPolicy("liveChat"))),
    );
  });

  test("has a field for every delay of the charts", () => {
    const all = new Set(charts.flatMap((chart) => policyFields(chart).map((field) => field.name)));
    for (const delay of POLICY_DELAYS) expect(all).toContain(delay);
  });
});

const read = (name: string, value: unknown) => readPolicy("liveChat", { [name]: value });
const numbers = charts
  .flatMap((chart) => policyFields(chart))
  .filter((field, index, all) => all.findIndex((each) => each.name === field.name) === index)
  .filter((field): field is PolicyField & { min: number; max: number } =>
    ["duration", "number", "block"].includes(field.kind),
  );

describe("the bounds", () => {
  test.each(numbers.map((field) => [field.name, field.min, field.max] as const))(
    "of %s hold on both sides",
    (name, min, max) => {
      for (const value of [min, max]) expect(read(name, value)).toMatchObject({ ok: true });
      for (const value of [
        min - 1,
        max + 1,
        min + 0.5,
        -1,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        `${min}`,
        null,
      ]) {
        expect(read(name, value)).toEqual({ ok: false, field: name });
      }
    },
  );

  test.each([
    ["wrapUpBlock", "sometimes"],
    ["presenceOnAccept", "inactive"],
    ["allowedPresences", ["inactive"]],
    ["allowedPresences", "available"],
    ["allowedPresences", ["available", "available", "available", "available", "available", "available"]],
    ["restrainOnReject", true],
    ["allowedHosts", ["*"]],
    ["allowedHosts", ["shop.example"]],
    ["allowedHosts", ["https://shop.example/path"]],
    ["allowedHosts", ["https://shop.example; script-src *"]],
    ["allowedHosts", ["https://shop.example 'unsafe-inline'"]],
    ["allowedHosts", ["https://shop.example\nhttps://other.example"]],
    ["allowedHosts", ["javascript:alert(1)"]],
    ["allowedHosts", Array.from({ length: 51 }, (_, index) => `https://shop${index}.example`)],
    ["somethingElse", 1],
  ])("refuse %s %j, and name the field", (name, value) => {
    const answer = read(name, value);
    expect(answer.ok).toBe(false);
    if (name !== "somethingElse") expect(answer).toEqual({ ok: false, field: name });
  });

  test.each([
    ["wrapUpBlock", "never"],
    ["presenceOnAccept", "unchanged"],
    ["allowedPresences", []],
    ["restrainOnReject", "yes"],
    [
      "allowedHosts",
      ["https://shop.example", "http://localhost:8080", "https://*.example", "http://127.0.0.1:*"],
    ],
  ])("take %s %j", (name, value) => {
    expect(read(name, value)).toMatchObject({ ok: true, policy: { [name]: value } });
  });

  test.each([null, [], "policy", 1, undefined])("take no policy that is %j", (value) => {
    expect(readPolicy("liveChat", value)).toEqual({ ok: false, field: "policy" });
  });
});
