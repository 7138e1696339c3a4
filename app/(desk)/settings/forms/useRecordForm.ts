"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { dataOf, faultOf } from "#ui/trpc/fault.ts";
import { uuid } from "#ui/uuid.ts";
import {
  changedNames,
  changesOf,
  conflictsIn,
  openFields,
  rebased,
  savedAs,
  takeTheirs,
  type Value,
  type Values,
} from "./fields.ts";
import { useLeaveWarning } from "./useLeaveWarning.ts";

export type RecordCalls<T extends Values> = {
  /** Null while the record is new. */
  record: string | null;
  create(id: string, fields: T): Promise<string>;
  save(id: string, record: string, fields: Record<string, { base: Value; value: Value }>): Promise<unknown>;
  read(record: string): Promise<T>;
  /** A new record is there. */
  onCreated(record: string): void;
};

/** The state of a record's form: typed, dirty, saving, saved, and clashes field by field. */
export function useRecordForm<T extends Values>(initial: T, calls: RecordCalls<T>) {
  const [form, setForm] = useState(() => openFields(initial));
  const [left, setLeft] = useState(false);
  // One id as long as the content is the same: a save whose answer was lost is the same save again.
  const attempt = useRef<{ id: string; content: string } | null>(null);
  const dirty = changedNames(form).length > 0;
  useLeaveWarning(dirty && !left);

  const idFor = (content: unknown): string => {
    const text = JSON.stringify(content);
    if (attempt.current?.content !== text) attempt.current = { id: uuid(), content: text };
    return attempt.current.id;
  };

  const save = useMutation({
    mutationFn: async (sent: T): Promise<T> => {
      const { record } = calls;
      if (record === null) {
        const made = await calls.create(idFor(sent), sent);
        setLeft(true);
        calls.onCreated(made);
        return sent;
      }
      const fields = changesOf({ ...form, typed: sent });
      if (Object.keys(fields).length > 0) await calls.save(idFor(fields), record, fields);
      attempt.current = null;
      return calls.read(record);
    },
    onSuccess: (fresh, sent) => setForm((now) => savedAs(now, sent, fresh)),
    onError: async (error) => {
      const clash = faultOf(error).message === "fieldsConflict" || faultOf(error).code === "CONFLICT";
      if (!clash || calls.record === null) return;
      if (faultOf(error).message === "fieldsConflict" && conflictsIn(dataOf(error)?.detail).length === 0)
        return;
      const fresh = await calls.read(calls.record).catch(() => null);
      if (fresh) setForm((now) => rebased(now, fresh));
    },
  });

  return {
    typed: form.typed,
    theirs: form.theirs,
    clashes: Object.keys(form.theirs).length > 0,
    dirty,
    set<N extends keyof T & string>(name: N, value: T[N]) {
      setForm((now) => ({ ...now, typed: { ...now.typed, [name]: value } }));
      if (save.isSuccess) save.reset();
    },
    takeTheirs: (name: keyof T & string) => setForm((now) => takeTheirs(now, name)),
    save: () => {
      if (!save.isPending) save.mutate(form.typed);
    },
    saving: save.isPending || left,
    saved: save.isSuccess && !dirty,
    error: save.error,
    /** It goes away on purpose: nothing asks whether to leave. */
    leave: () => setLeft(true),
  };
}
