import { useMemo } from "react";
import type { Engine } from "../../engine/engine.ts";
import { useEngine } from "../../engine/hooks.ts";
import { type FieldDrafts, useFieldDrafts } from "./draftsOf.ts";
import { afterSaving, type FieldState, fieldState, readUnsaved, tidy, writeUnsaved } from "./formDraft.ts";
import type { FieldSpec, Stored } from "./kinds.ts";

export type FormField = FieldState & {
  spec: FieldSpec;
  /** The server has what is written. */
  safe: boolean;
  /** What the record has now. */
  theirs: { value: string; name: string | null };
  /** What the same person wrote in another window, when a choice is to be made; null: none. */
  elsewhere: { value: string; name: string | null } | null;
};

/** A field as it is sent: what was written, and the draft that it came from. */
export type Sent = { name: string; value: string; base: string; draft: string };

export type Form = {
  fields: readonly FormField[];
  /** Fields that differ from what the record has. */
  dirty: readonly FormField[];
  /** The first field that stands in the way of saving. */
  problem: FormField | null;
  write(field: FormField, value: string, name?: string | null): void;
  /** Of two texts, the record's or another window's: what stays. */
  keepMine(field: FormField): void;
  keepTheirs(field: FormField): void;
  undo(field: FormField): void;
  /** All that is to be saved. */
  sending(): Sent[];
  /** It was saved. */
  saved(sent: readonly Sent[]): void;
};

/**
 * A form over a record, whose unsaved fields are drafts of its session.
 * @param key of the drafts: the kind and the record's id, or `new`; each field's name follows behind a dot.
 * @param stored what the record has now; of a new one what it begins with.
 */
export function useForm(session: string, key: string, specs: readonly FieldSpec[], stored: Stored): Form {
  const engine = useEngine();
  const names = useMemo(() => specs.map(({ name }) => `${key}.${name}`), [key, specs]);
  const drafts = useFieldDrafts(session, names);
  return useMemo(
    () => formOf(engine, session, key, specs, stored, drafts),
    [engine, session, key, specs, stored, drafts],
  );
}

const nothing = { value: "", name: null };

function formOf(
  engine: Engine,
  session: string,
  key: string,
  specs: readonly FieldSpec[],
  stored: Stored,
  drafts: FieldDrafts,
): Form {
  const refOf = (name: string) => engine.drafting.need(session, `${key}.${name}`);
  const put = (name: string, text: string) => refOf(name)?.send({ type: "text.changed", text });
  const fields = specs.map((spec): FormField => {
    const draft = drafts[`${key}.${spec.name}`];
    const theirs = stored[spec.name] ?? nothing;
    const other = draft?.other ?? null;
    const unsaved = other === null ? null : readUnsaved(other);
    return {
      ...fieldState(draft?.text ?? "", theirs, spec),
      spec,
      safe: draft?.safe ?? true,
      theirs,
      elsewhere:
        other === null ? null : unsaved ? { value: unsaved.value, name: unsaved.name ?? null } : theirs,
    };
  });
  const dirty = fields.filter((field) => field.dirty);
  return {
    fields,
    dirty,
    problem:
      fields.find(({ clash, over, elsewhere }) => clash || over > 0 || elsewhere !== null) ??
      fields.find(({ blank }) => blank) ??
      null,
    write(field, value, name) {
      put(
        field.spec.name,
        writeUnsaved({ value, base: field.base, ...(typeof name === "string" ? { name } : {}) }),
      );
    },
    keepMine(field) {
      const { value, name, theirs, spec } = field;
      const text = writeUnsaved({ value, base: theirs.value, ...(name === null ? {} : { name }) });
      if (field.elsewhere === null) put(spec.name, text);
      else refOf(spec.name)?.send({ type: "text.chosen", text: drafts[`${key}.${spec.name}`]?.text ?? text });
    },
    keepTheirs(field) {
      const { spec } = field;
      if (field.elsewhere === null) put(spec.name, "");
      else refOf(spec.name)?.send({ type: "text.chosen", text: drafts[`${key}.${spec.name}`]?.other ?? "" });
    },
    undo: (field) => void put(field.spec.name, ""),
    sending: () =>
      dirty.map(({ spec, value, base }) => ({
        name: spec.name,
        value: tidy(value, spec),
        base,
        draft: drafts[`${key}.${spec.name}`]?.text ?? "",
      })),
    saved(sent) {
      for (const { name, draft, value } of sent) {
        const now = refOf(name)?.getSnapshot().context.text ?? "";
        put(name, afterSaving(now, draft, value));
      }
      // What is now what the record has, though it was written otherwise, is nothing unsaved either.
      for (const field of fields) {
        const { spec } = field;
        if (!field.dirty && drafts[`${key}.${spec.name}`]?.text) put(spec.name, "");
      }
      engine.drafting.flush(session);
    },
  };
}
