import { describe, expect, it } from "vitest";
import { type PolicyField, readNumber, readTyped, splitDuration, type Typed, typedOf } from "./fields.ts";

const field = (kind: PolicyField["kind"], more: Partial<PolicyField> = {}): PolicyField => ({
  name: "some",
  kind,
  unit: null,
  default: null,
  min: null,
  max: null,
  ...more,
});
const day = 86_400_000;

describe("durations", () => {
  it.each([
    [1_000, 1, "seconds"],
    [90_000, 90, "seconds"],
    [120_000, 2, "minutes"],
    [3_600_000, 1, "hours"],
    [28 * day, 28, "days"],
    [36 * 3_600_000, 36, "hours"],
    [1_500, 1.5, "seconds"],
    [0, 0, "seconds"],
  ])("%d ms are %d %s", (ms, amount, unit) => {
    expect(splitDuration(ms)).toEqual({ amount, unit });
  });

  it("come back as they went in", () => {
    const waiting = field("duration", { min: 60_000, max: 365 * day });
    for (const ms of [60_000, 90_000, 28 * day, 365 * day]) {
      expect(readTyped(waiting, typedOf(waiting, ms))).toEqual({ ok: true, value: ms });
    }
  });

  it.each<[string, Typed, unknown]>([
    ["a comma", { kind: "duration", amount: "1,5", unit: "minutes" }, { ok: true, value: 90_000 }],
    ["nothing", { kind: "duration", amount: " ", unit: "days" }, { ok: false, problem: { key: "empty" } }],
    [
      "words",
      { kind: "duration", amount: "moito", unit: "days" },
      { ok: false, problem: { key: "notANumber" } },
    ],
    [
      "an exponent",
      { kind: "duration", amount: "1e9", unit: "days" },
      { ok: false, problem: { key: "notANumber" } },
    ],
    [
      "too little",
      { kind: "duration", amount: "-1", unit: "seconds" },
      { ok: false, problem: { key: "tooSmall", bound: 5_000 } },
    ],
    [
      "too much",
      { kind: "duration", amount: "2", unit: "days" },
      { ok: false, problem: { key: "tooLarge", bound: day } },
    ],
  ])("take or refuse %s", (_, typed, read) => {
    expect(readTyped(field("duration", { min: 5_000, max: day }), typed)).toEqual(read);
  });
});

describe("the other kinds", () => {
  it("reads whole numbers within bounds", () => {
    const capacity = field("number", { min: 1, max: 100 });
    expect(readTyped(capacity, { kind: "number", text: " 10 " })).toEqual({ ok: true, value: 10 });
    expect(readTyped(capacity, { kind: "number", text: "1.5" })).toEqual({
      ok: false,
      problem: { key: "notWhole" },
    });
    expect(readTyped(capacity, { kind: "number", text: "0" })).toMatchObject({
      problem: { key: "tooSmall", bound: 1 },
    });
    expect(readTyped(capacity, { kind: "number", text: "" })).toMatchObject({ problem: { key: "empty" } });
    expect(readNumber("1.000,5")).toBeNull();
  });

  it("keeps choices in the order of the table", () => {
    const presences = field("choices", { choices: ["available", "busy", "away"] });
    expect(readTyped(presences, { kind: "choices", values: ["away", "available", "nonsense"] })).toEqual({
      ok: true,
      value: ["available", "away"],
    });
    const one = field("choice", { choices: ["no", "yes"] });
    expect(readTyped(one, { kind: "choice", value: "maybe" })).toMatchObject({ ok: false });
  });

  it("reads one site a line, and names the line that is none", () => {
    const hosts = field("list", { max: 2 });
    expect(
      readTyped(hosts, {
        kind: "list",
        text: "https://a.example/\n\n  http://localhost:*\nhttps://a.example",
      }),
    ).toEqual({
      ok: true,
      value: ["https://a.example", "http://localhost:*"],
    });
    expect(readTyped(hosts, { kind: "list", text: "a.example" })).toEqual({
      ok: false,
      problem: { key: "notASite", line: "a.example" },
    });
    expect(readTyped(hosts, { kind: "list", text: "https://a\nhttps://b\nhttps://c" })).toMatchObject({
      problem: { key: "tooMany", bound: 2 },
    });
  });

  it("reads a block as always, never or a time", () => {
    const block = field("block", { min: 5_000, max: 7 * day });
    expect(readTyped(block, typedOf(block, "never"))).toEqual({ ok: true, value: "never" });
    expect(readTyped(block, typedOf(block, 900_000))).toEqual({ ok: true, value: 900_000 });
    expect(readTyped(block, { kind: "block", mode: "time", amount: "1", unit: "seconds" })).toMatchObject({
      ok: false,
    });
  });
});
