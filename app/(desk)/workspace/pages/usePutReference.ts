import type { Ref } from "#machines/wire/records.ts";
import { useEngine } from "../engine/hooks.ts";
import { writeUnsaved } from "./forms/formDraft.ts";

/** Writes a record into an empty lookup of a form, as a person would: it is saved with the form. */
export function usePutReference(session: string): (field: string, to: Ref) => void {
  const engine = useEngine();
  return (field, { id, name }) => {
    const text = writeUnsaved({ value: id, base: "", name });
    engine.drafting.need(session, field)?.send({ type: "text.changed", text });
  };
}
