import { graphemesOver } from "./length.ts";

/**
 * A field of a form while it is not saved. Its draft holds what was written (`value`) and what the record
 * had when the person began (`base`): from these two and what the record has now follows everything that
 * is shown, so there is nothing that could disagree.
 */
export type Unsaved = {
  value: string;
  base: string /** Of a reference: how the value is called. */;
  name?: string;
};

/** How a field is compared and bounded; the server judges by the same. */
export type FieldRule = { most?: number; required?: boolean; lines?: boolean };

export type FieldState = {
  /** What stands in the field. */
  value: string;
  name: string | null;
  base: string;
  /** Differs from what the record has. */
  dirty: boolean;
  /** Somebody else changed it meanwhile, to something else than what is written here. */
  clash: boolean;
  /** Characters beyond its bound. */
  over: number;
  /** May not be empty, and is. */
  blank: boolean;
};

/** Null when there is nothing unsaved, or nothing that can be read. */
export function readUnsaved(text: string): Unsaved | null {
  if (text === "") return null;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return null;
    const part = (key: string): unknown => Reflect.get(read, key);
    const [value, base, name] = [part("value"), part("base"), part("name")];
    if (typeof value !== "string" || typeof base !== "string") return null;
    return { value, base, ...(typeof name === "string" ? { name } : {}) };
  } catch {
    return null;
  }
}

/** The draft's text; none when what is written is what the record has. */
export function writeUnsaved(unsaved: Unsaved): string {
  return unsaved.value === unsaved.base ? "" : JSON.stringify(unsaved);
}

/** As the server stores it: what nobody sees is no difference. */
export function tidy(value: string, rule: FieldRule): string {
  const whole = value.toWellFormed();
  return rule.lines
    ? whole.replace(/\r\n?/g, "\n").trimEnd()
    : whole.replace(/[\r\n\t\u2028\u2029]+/g, " ").trim();
}

/** @param stored what the record has now, as `tidy` makes it; empty for a new one. */
export function fieldState(
  draft: string,
  stored: { value: string; name: string | null },
  rule: FieldRule,
): FieldState {
  const unsaved = readUnsaved(draft);
  const value = unsaved?.value ?? stored.value;
  const now = tidy(value, rule);
  const base = unsaved?.base ?? stored.value;
  const dirty = unsaved !== null && now !== stored.value;
  return {
    value,
    name: unsaved ? (unsaved.name ?? null) : stored.name,
    base,
    dirty,
    clash: dirty && tidy(base, rule) !== stored.value,
    over: rule.most === undefined ? 0 : graphemesOver(now, rule.most),
    blank: rule.required === true && now === "",
  };
}

/**
 * What a field's draft becomes when its record was saved with `saved`.
 * @param sent the draft's text when it was sent.
 */
export function afterSaving(draft: string, sent: string, saved: string): string {
  if (draft === sent) return "";
  const unsaved = readUnsaved(draft);
  return unsaved ? writeUnsaved({ ...unsaved, base: saved }) : draft;
}
