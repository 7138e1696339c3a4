import { useSelector } from "@xstate/react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { DraftRef } from "#machines/draft/machine.ts";
import { draftId } from "#machines/workspace/ids.ts";
import { useEngine } from "../../engine/hooks.ts";

export type FieldDraft = {
  text: string;
  /** The server has what is written. */
  safe: boolean;
  /** What another window of the same person wrote, when a choice is to be made. */
  other: string | null;
};
export type FieldDrafts = Readonly<Record<string, FieldDraft>>;

function look(refs: ReadonlyMap<string, DraftRef>): FieldDrafts {
  const entries = [...refs].map(([field, ref]) => {
    const snapshot = ref.getSnapshot();
    const { text, given, remote } = snapshot.context;
    const safe = text === given && !snapshot.matches("saving");
    return [
      field,
      { text, safe, other: snapshot.matches("conflict") ? (remote?.text ?? "") : null },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** The drafts of several fields as one store, which answers with the same object while none has changed. */
function together(refs: ReadonlyMap<string, DraftRef>) {
  let shown = look(refs);
  return {
    get: () => shown,
    subscribe(listener: () => void) {
      const again = () => {
        shown = look(refs);
        listener();
      };
      const following = [...refs.values()].map((ref) => ref.subscribe(again));
      // What was typed between the first look and now.
      again();
      return () => {
        for (const one of following) one.unsubscribe();
      };
    },
  };
}

/**
 * The drafts of a form's fields in one session, made as soon as the form is there.
 * @param fields names of drafts; the same array while they are the same.
 */
export function useFieldDrafts(session: string, fields: readonly string[]): FieldDrafts {
  const engine = useEngine();
  useEffect(() => {
    for (const field of fields) engine.drafting.need(session, field);
  }, [engine, session, fields]);
  const all = useSelector(engine.actor, (state) => state.context.drafts);
  const store = useMemo(() => {
    const refs = new Map<string, DraftRef>();
    for (const field of fields) {
      const ref = all[draftId(session, field)];
      if (ref) refs.set(field, ref);
    }
    return together(refs);
  }, [all, session, fields]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
