import type { FieldConflict } from "#machines/wire/records.ts";

/** A field of a record's form. */
export type Value = string | boolean | string[];
export type Values = Record<string, Value>;

/** A form over a record: what was there when it was last read, what stands in it, and what others saved meanwhile. */
export type FieldForm<T extends Values> = { base: T; typed: T; theirs: Partial<T> };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export const openFields = <T extends Values>(base: T): FieldForm<T> => ({ base, typed: base, theirs: {} });

export const changedNames = <T extends Values>({ base, typed }: FieldForm<T>): (keyof T & string)[] =>
  Object.keys(typed).filter((name) => !same(typed[name], base[name]));

/** What a save names: each changed field with the value that it began from. */
export function changesOf<T extends Values>(
  form: FieldForm<T>,
): Record<string, { base: Value; value: Value }> {
  const changes: Record<string, { base: Value; value: Value }> = {};
  for (const name of changedNames(form)) {
    const [base, value] = [form.base[name], form.typed[name]];
    if (base !== undefined && value !== undefined) changes[name] = { base, value };
  }
  return changes;
}

/**
 * The record as it is read afresh: fields that were not touched here take the new value, those that were keep
 * what was typed, and show the other's where that changed too.
 */
export function rebased<T extends Values>(form: FieldForm<T>, fresh: T): FieldForm<T> {
  const touched = changedNames(form);
  const typed = { ...fresh };
  const theirs: Partial<T> = {};
  for (const name of touched) {
    typed[name] = form.typed[name];
    const clashes = name in form.theirs || !same(fresh[name], form.base[name]);
    if (clashes && !same(fresh[name], form.typed[name])) theirs[name] = fresh[name];
  }
  return { base: fresh, typed, theirs };
}

/** What was saved is the base now; what was typed since the save began stays. */
export function savedAs<T extends Values>(form: FieldForm<T>, sent: T, fresh: T): FieldForm<T> {
  return { ...rebased({ base: sent, typed: form.typed, theirs: {} }, fresh), theirs: {} };
}

export function takeTheirs<T extends Values>(form: FieldForm<T>, name: keyof T & string): FieldForm<T> {
  const { [name]: value, ...theirs } = form.theirs;
  const typed = value === undefined ? form.typed : { ...form.typed, [name]: value };
  return { ...form, typed, theirs: theirs as Partial<T> };
}

/** The fields that clash, out of what a refused save brought along. */
export function conflictsIn(detail: unknown): FieldConflict[] {
  if (typeof detail !== "object" || detail === null || !("conflicts" in detail)) return [];
  const { conflicts } = detail;
  if (!Array.isArray(conflicts)) return [];
  return conflicts.filter((one): one is FieldConflict => typeof one?.field === "string");
}
