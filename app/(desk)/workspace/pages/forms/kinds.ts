import type { AccountView, CaseView, ContactView, EntityKind } from "#machines/wire/records.ts";
import type { FieldRule } from "./formDraft.ts";

/** What a field of a form is, and where it stands. Bounds are the server's (characters as a person counts). */
export type FieldSpec = FieldRule & {
  name: string;
  as: "text" | "lines" | "email" | "tel" | "url" | "choice" | "lookup";
  /** Of a choice, in order; "" stands for none. */
  choices?: readonly string[];
  /** Of a lookup. */
  of?: "contact" | "account";
  /** Takes a whole row. */
  wide?: boolean;
};

const locales = ["", "gl", "en", "es", "pt"] as const;

export const formFields: Readonly<Record<EntityKind, readonly FieldSpec[]>> = {
  contact: [
    { name: "name", as: "text", most: 200, required: true, wide: true },
    { name: "email", as: "email", most: 320 },
    { name: "phone", as: "tel", most: 50 },
    { name: "account", as: "lookup", of: "account" },
    { name: "jobTitle", as: "text", most: 200 },
    { name: "language", as: "choice", choices: locales },
    { name: "address", as: "lines", most: 1_000, lines: true, wide: true },
    { name: "description", as: "lines", most: 20_000, lines: true, wide: true },
  ],
  account: [
    { name: "name", as: "text", most: 200, required: true, wide: true },
    { name: "website", as: "url", most: 2_000, wide: true },
    { name: "email", as: "email", most: 320 },
    { name: "phone", as: "tel", most: 50 },
    { name: "address", as: "lines", most: 1_000, lines: true, wide: true },
    { name: "description", as: "lines", most: 20_000, lines: true, wide: true },
  ],
  case: [
    { name: "title", as: "text", most: 500, required: true, wide: true },
    { name: "status", as: "choice", choices: ["open", "pending", "resolved", "closed"] },
    { name: "priority", as: "choice", choices: ["low", "normal", "high", "urgent"] },
    { name: "contact", as: "lookup", of: "contact" },
    { name: "account", as: "lookup", of: "account" },
    { name: "description", as: "lines", most: 20_000, lines: true, wide: true },
  ],
};

/** A record as forms compare it: each value as a text, references by their id and with their name. */
export type Stored = Readonly<Record<string, { value: string; name: string | null }>>;

export type RecordView = ContactView | AccountView | CaseView;

/** What a record has in the fields of its form. */
export function storedOf(fields: readonly FieldSpec[], view: RecordView | null, usual: Stored = {}): Stored {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value: unknown = view === null ? undefined : Reflect.get(view, name);
      if (typeof value === "string") return [name, { value, name: null }];
      if (typeof value === "object" && value !== null) {
        return [name, { value: String(Reflect.get(value, "id")), name: String(Reflect.get(value, "name")) }];
      }
      return [name, (view === null ? usual[name] : undefined) ?? { value: "", name: null }];
    }),
  );
}

/** How a record is called. */
export const nameOfRecord = (view: RecordView): string => ("title" in view ? view.title : view.name);
