"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { SettingPart } from "#machines/wire/records.ts";
import { dataOf, faultOf } from "#ui/trpc/fault.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { uuid } from "#ui/uuid.ts";
import { useLeaveWarning } from "../forms/useLeaveWarning.ts";

export type Part<T> = { value: T; rev: number };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * One part of the installation's settings in a form: what is saved, what stands in the form, and what
 * somebody else saved meanwhile. Saving again after that makes one's own hold, knowingly.
 * @param read makes of what the server tells a value of this part, or null when it is none
 */
export function usePart<T>(name: SettingPart, saved: Part<T>, read: (value: unknown) => T | null) {
  const client = useTRPCClient();
  const [base, setBase] = useState(saved);
  const [value, setValue] = useState(saved.value);
  const [theirs, setTheirs] = useState<T | null>(null);
  // One id as long as the content is the same: a save whose answer was lost is the same save again.
  const attempt = useRef<{ id: string; content: string } | null>(null);
  const dirty = !same(value, base.value);
  useLeaveWarning(dirty);

  const save = useMutation({
    mutationFn: async (next: T) => {
      const content = JSON.stringify([base.rev, next]);
      if (attempt.current?.content !== content) attempt.current = { id: uuid(), content };
      await client.installation.save.mutate({
        id: attempt.current.id,
        part: name,
        value: next,
        baseRev: base.rev,
      });
      return next;
    },
    onSuccess: (next) => {
      setBase(({ rev }) => ({ value: next, rev: rev + 1 }));
      setValue((now) => (same(now, value) ? next : now));
      setTheirs(null);
    },
    onError: (error) => {
      if (faultOf(error).code !== "CONFLICT") return;
      const detail = dataOf(error)?.detail;
      if (typeof detail !== "object" || detail === null || !("value" in detail) || !("rev" in detail)) return;
      const other = read(detail.value);
      if (other === null || typeof detail.rev !== "number") return;
      setBase({ value: other, rev: detail.rev });
      setTheirs(other);
    },
  });

  return {
    value,
    set(next: T) {
      setValue(next);
      if (save.isSuccess) save.reset();
    },
    dirty,
    theirs,
    takeTheirs() {
      if (theirs === null) return;
      setValue(theirs);
      setTheirs(null);
      save.reset();
    },
    save: (next: T) => {
      if (!save.isPending) save.mutate(next);
    },
    saving: save.isPending,
    saved: save.isSuccess && !dirty,
    error: save.isError && theirs === null ? save.error : null,
  };
}
