import { type PolicyField, readTyped, same, type Typed, typedOf } from "./fields.ts";

export type Values = Record<string, unknown>;

/** A form over a policy: what was there when it was last read, what stands in it now, what clashes. */
export type PolicyForm = {
  base: Values;
  rev: number;
  typed: Record<string, Typed>;
  /** Fields that were changed both here and by somebody else: the other's value. */
  theirs: Values;
};

export function openForm(fields: readonly PolicyField[], policy: Values, rev: number): PolicyForm {
  return {
    base: policy,
    rev,
    typed: Object.fromEntries(fields.map((field) => [field.name, typedOf(field, policy[field.name])])),
    theirs: {},
  };
}

/** Was this field changed here? What is wrongly typed was changed. */
export function changed(form: PolicyForm, field: PolicyField): boolean {
  const typed = form.typed[field.name];
  if (typed === undefined) return false;
  const read = readTyped(field, typed);
  return !read.ok || !same(read.value, form.base[field.name]);
}

/** Puts down what was typed into one field. */
export function type(form: PolicyForm, name: string, typed: Typed): PolicyForm {
  return { ...form, typed: { ...form.typed, [name]: typed } };
}

/**
 * Somebody else saved: fields that were not touched here take the new value, fields that were keep what
 * was typed, and show the other's value beside it when that changed too. Saving again then says so
 * knowingly, on the new revision.
 */
export function rebase(
  form: PolicyForm,
  fields: readonly PolicyField[],
  policy: Values,
  rev: number,
): PolicyForm {
  const next = openForm(fields, policy, rev);
  for (const field of fields) {
    const typed = form.typed[field.name];
    if (typed === undefined || !changed(form, field)) continue;
    next.typed[field.name] = typed;
    const read = readTyped(field, typed);
    const other = policy[field.name];
    const clashed = field.name in form.theirs || !same(other, form.base[field.name]);
    if (clashed && !(read.ok && same(read.value, other))) next.theirs[field.name] = other;
  }
  return next;
}

/** Takes the other's value into the field. */
export function takeTheirs(form: PolicyForm, field: PolicyField): PolicyForm {
  const { [field.name]: value, ...theirs } = form.theirs;
  return { ...type(form, field.name, typedOf(field, value)), theirs };
}
