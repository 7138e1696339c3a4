import { z } from "zod";
import type { FieldConflict } from "#machines/wire/records.ts";
import { Refusal } from "../failure.ts";
import { lengthOf } from "./text.ts";

/**
 * Forms that several people fill in at once. What is saved names each field that was changed, with the
 * value that it had when the person began (`base`). A field that nobody else touched is written; one that
 * somebody changed otherwise meanwhile is a conflict, which tells both values; nothing is overwritten
 * silently, and nothing of a save with a conflict is written.
 */

/** A value as a row holds it. */
export type Value = string | boolean | string[] | null;

/** How one field is read: `tidy` makes what is compared and stored, `check` refuses what may not be. */
export type Field = {
  /** The column, where it is called otherwise than the field. */
  column?: string;
  tidy(given: unknown): Value;
  check(name: string, value: Value): void;
};
export type Fields = Readonly<Record<string, Field>>;

/** The changed fields of a form, as a command takes them. */
export const changedFields = z.record(
  z.string().max(32),
  z.strictObject({ base: z.unknown(), value: z.unknown() }),
);
/** The fields of a new record. */
export const newFields = z.record(z.string().max(32), z.unknown());

function refuse(message: string, data: Record<string, unknown>): never {
  throw new Refusal("BAD_REQUEST", message, { data: data as never });
}

/**
 * Plain text of at most `most` characters as a person counts them. Halves of characters, which no database
 * keeps, become the replacement character; everything else is kept as it was written.
 */
export function text(most: number, options: { required?: boolean; lines?: boolean } = {}): Field {
  return {
    tidy(given) {
      if (typeof given !== "string") return null;
      const whole = given.toWellFormed();
      const tidied = options.lines
        ? whole.replace(/\r\n?/g, "\n").trimEnd()
        : whole.replace(/[\r\n\t\u2028\u2029]+/g, " ").trim();
      return tidied === "" ? null : tidied;
    },
    check(field, value) {
      if (value === null) {
        if (options.required) refuse("fieldRequired", { field });
        return;
      }
      if (typeof value !== "string") return refuse("fieldInvalid", { field });
      if (value.includes("\u0000")) refuse("badCharacter", { field });
      if (value.length > most * 16 || lengthOf(value, most) > most) refuse("fieldTooLong", { field, most });
    },
  };
}

/** Text of a certain form. */
export function formed(most: number, is: (value: string) => boolean, required = false): Field {
  const plain = text(most, { required });
  return {
    tidy: plain.tidy,
    check(field, value) {
      plain.check(field, value);
      if (typeof value === "string" && !is(value)) refuse("fieldInvalid", { field });
    },
  };
}

export function oneOf(values: readonly string[], required: boolean): Field {
  return {
    tidy: (given) => (typeof given === "string" && given !== "" ? given : null),
    check(field, value) {
      if (value === null && !required) return;
      if (typeof value !== "string" || !values.includes(value)) refuse("fieldInvalid", { field });
    },
  };
}

/** The id of another record; whether it is there is seen to by the command. */
export function reference(column: string): Field {
  return {
    column,
    tidy: (given) => (typeof given === "string" && given !== "" ? given.toWellFormed() : null),
    check(field, value) {
      if (value !== null && (typeof value !== "string" || value.length > 64))
        refuse("fieldInvalid", { field });
    },
  };
}

export const flag: Field = {
  tidy: (given) => given === true,
  check() {},
};

/** A few short words, each once. */
export const tags: Field = {
  tidy(given) {
    if (!Array.isArray(given)) return [];
    const words = given.map((each) => String(each).toWellFormed().replace(/\s+/g, " ").trim());
    return [...new Set(words.filter((word) => word !== ""))];
  },
  check(field, value) {
    if (!Array.isArray(value)) return refuse("fieldInvalid", { field });
    if (value.length > 20) refuse("fieldTooLong", { field, most: 20 });
    for (const word of value) {
      if (word.includes("\u0000")) refuse("badCharacter", { field });
      if (lengthOf(word, 50) > 50) refuse("fieldTooLong", { field, most: 50 });
    }
  },
};

/** Of values as rows hold them: texts, flags, lists of words. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fieldOf(fields: Fields, name: string): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field ?? refuse("fieldUnknown", { field: name });
}

/** The columns of a new record; what is not given is empty, or refused where it has to be there. */
export function made(fields: Fields, given: Record<string, unknown>): Record<string, Value> {
  for (const name of Object.keys(given)) fieldOf(fields, name);
  const row: Record<string, Value> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = field.tidy(given[name]);
    field.check(name, value);
    row[field.column ?? name] = value;
  }
  return row;
}

/**
 * What is to be written of a form over what is stored now.
 * @returns the columns to write, and the names of the fields; both empty when nothing is left to change.
 * @throws Refusal CONFLICT `fieldsConflict` with `{ conflicts, record }` of `stored`'s own revision.
 */
export function merged(
  fields: Fields,
  stored: Readonly<Record<string, unknown>>,
  given: Record<string, { base?: unknown; value?: unknown }>,
  record: unknown,
): { columns: Record<string, Value>; names: string[] } {
  const columns: Record<string, Value> = {};
  const names: string[] = [];
  const conflicts: FieldConflict[] = [];
  for (const [name, pair] of Object.entries(given)) {
    const field = fieldOf(fields, name);
    const column = field.column ?? name;
    const base = field.tidy(pair.base);
    const yours = field.tidy(pair.value);
    const theirs = stored[column] ?? null;
    field.check(name, yours);
    if (same(yours, theirs) || same(yours, base)) continue;
    if (!same(theirs, base)) {
      conflicts.push({ field: name, base, yours, theirs });
      continue;
    }
    columns[column] = yours;
    names.push(name);
  }
  if (conflicts.length > 0) {
    throw new Refusal("CONFLICT", "fieldsConflict", { data: { conflicts, record } });
  }
  return { columns, names };
}
