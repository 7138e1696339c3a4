/**
 * Between a policy's values and what stands in its form. Values are as the server has them (durations in
 * milliseconds); what stands in the form is what was typed, right or wrong.
 */

export type PolicyField = {
  name: string;
  kind: "duration" | "number" | "boolean" | "choice" | "choices" | "list" | "block";
  unit: string | null;
  default: unknown;
  min: number | null;
  max: number | null;
  choices?: readonly string[] | undefined;
};

export const units = ["seconds", "minutes", "hours", "days"] as const;
export type Unit = (typeof units)[number];
const inUnit: Record<Unit, number> = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

export type Typed =
  | { kind: "duration"; amount: string; unit: Unit }
  | { kind: "number"; text: string }
  | { kind: "boolean"; on: boolean }
  | { kind: "choice"; value: string }
  | { kind: "choices"; values: readonly string[] }
  | { kind: "list"; text: string }
  | { kind: "block"; mode: "always" | "never" | "time"; amount: string; unit: Unit };

export type Problem =
  | { key: "empty" | "notANumber" | "notWhole" | "unknownChoice" }
  | { key: "tooSmall" | "tooLarge"; bound: number }
  | { key: "tooMany"; bound: number }
  | { key: "notASite"; line: string };

export type Read = { ok: true; value: unknown } | { ok: false; problem: Problem };

export function isUnit(value: unknown): value is Unit {
  return units.some((unit) => unit === value);
}

/** The largest unit that leaves a whole number: 90 000 ms are 90 seconds, 120 000 are 2 minutes. */
export function splitDuration(ms: number): { amount: number; unit: Unit } {
  const unit = units.findLast((candidate) => ms !== 0 && ms % inUnit[candidate] === 0) ?? "seconds";
  return { amount: ms / inUnit[unit], unit };
}

/** Takes a comma or a point for the fraction, and no thousands; null when it is no number. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** What stands in the form for a value. A value of another shape shows as the field's default would. */
export function typedOf(field: PolicyField, value: unknown): Typed {
  switch (field.kind) {
    case "duration":
      return { kind: "duration", ...durationText(value) };
    case "number":
      return { kind: "number", text: typeof value === "number" ? String(value) : "" };
    case "boolean":
      return { kind: "boolean", on: value === true };
    case "choice":
      return { kind: "choice", value: typeof value === "string" ? value : (field.choices?.[0] ?? "") };
    case "choices":
      return { kind: "choices", values: strings(value) };
    case "list":
      return { kind: "list", text: strings(value).join("\n") };
    case "block":
      return value === "always" || value === "never"
        ? { kind: "block", mode: value, amount: "15", unit: "minutes" }
        : { kind: "block", mode: "time", ...durationText(value) };
  }
}

function durationText(value: unknown): { amount: string; unit: Unit } {
  if (typeof value !== "number") return { amount: "", unit: "minutes" };
  const { amount, unit } = splitDuration(value);
  return { amount: String(amount), unit };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** The value that was typed, or what is wrong with it; by the same bounds as the server's. */
export function readTyped(field: PolicyField, typed: Typed): Read {
  switch (typed.kind) {
    case "duration":
      return readDuration(field, typed.amount, typed.unit);
    case "block":
      return typed.mode === "time"
        ? readDuration(field, typed.amount, typed.unit)
        : { ok: true, value: typed.mode };
    case "number": {
      if (typed.text.trim() === "") return wrong({ key: "empty" });
      const value = readNumber(typed.text);
      if (value === null) return wrong({ key: "notANumber" });
      if (!Number.isInteger(value)) return wrong({ key: "notWhole" });
      return bounded(field, value);
    }
    case "boolean":
      return { ok: true, value: typed.on };
    case "choice":
      return field.choices?.includes(typed.value) === false
        ? wrong({ key: "unknownChoice" })
        : { ok: true, value: typed.value };
    case "choices":
      // In the order of the table, so that the same choice is the same value.
      return {
        ok: true,
        value: (field.choices ?? typed.values).filter((each) => typed.values.includes(each)),
      };
    case "list":
      return readList(field, typed.text);
  }
}

function readDuration(field: PolicyField, amount: string, unit: Unit): Read {
  if (amount.trim() === "") return wrong({ key: "empty" });
  const number = readNumber(amount);
  if (number === null) return wrong({ key: "notANumber" });
  return bounded(field, Math.round(number * inUnit[unit]));
}

function bounded(field: PolicyField, value: number): Read {
  if (field.min !== null && value < field.min) return wrong({ key: "tooSmall", bound: field.min });
  if (field.max !== null && value > field.max) return wrong({ key: "tooLarge", bound: field.max });
  return { ok: true, value };
}

/** A site as a page's address begins: scheme and host, a port if there is one, nothing after it. */
const site = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5}|:\*)?$/i;

function readList(field: PolicyField, text: string): Read {
  const lines = [...new Set(text.split("\n").map((line) => line.trim().replace(/\/$/, "")))].filter(
    (line) => line !== "",
  );
  if (field.max !== null && lines.length > field.max) return wrong({ key: "tooMany", bound: field.max });
  const odd = lines.find((line) => line.length > 253 || !site.test(line));
  return odd === undefined ? { ok: true, value: lines } : wrong({ key: "notASite", line: odd.slice(0, 60) });
}

function wrong(problem: Problem): Read {
  return { ok: false, problem };
}

/** Values are JSON of a fixed order. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
