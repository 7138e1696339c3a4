"use client";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import type { EntityKind } from "#machines/wire/records.ts";
import { Button } from "#ui/button.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useEngine } from "../engine/hooks.ts";
import { type FieldSpec, formFields, type Stored, storedOf } from "./forms/kinds.ts";
import { RecordForm } from "./forms/recordForm.tsx";
import { createRecord, useSaving } from "./forms/saving.ts";
import { type Sent, useForm } from "./forms/useForm.ts";
import styles from "./pages.module.css";

/** The fields that are asked for at first; the rest is in the record's own form. */
const asked: Record<EntityKind, readonly FieldSpec[]> = {
  contact: formFields.contact.filter(({ name }) => ["name", "email", "phone"].includes(name)),
  account: formFields.account.filter(({ name }) => ["name", "website", "phone"].includes(name)),
  case: formFields.case.filter(({ name }) => ["title", "priority", "description"].includes(name)),
};

/** What a new record of a kind begins with. */
export const usual: Record<EntityKind, Stored> = {
  contact: {},
  account: {},
  case: { status: { value: "open", name: null }, priority: { value: "normal", name: null } },
};

/** The fields of a new record as the server takes them: what it begins with, and what was written. */
export function fieldsOfNew(begins: Stored, sent: readonly Sent[]): Record<string, string | null> {
  const fields: Record<string, string | null> = {};
  for (const [name, { value }] of Object.entries(begins)) if (value !== "") fields[name] = value;
  for (const { name, value } of sent) fields[name] = value === "" ? null : value;
  return fields;
}

export type QuickCreateProps = {
  kind: EntityKind;
  session: string;
  /** Where it stands, with which the names of its drafts begin: `anchor`, or the tab's id. */
  place: string;
  /** Given to the new record beside what is asked for. */
  given?: Record<string, string>;
  /** It is linked to this conversation in the same commit. */
  conversation?: string;
  onCreated?: (id: string, name: string) => void;
};

const keyOf = (place: string, kind: EntityKind) => `${place}.+${kind}`;

/** A button that unfolds a short form for a new record; what is written in it is a draft like any other. */
export function QuickCreate(props: QuickCreateProps) {
  const t = useTranslations("records");
  const engine = useEngine();
  // What is half-written is in sight again.
  const [open, setOpen] = useState(() =>
    asked[props.kind].some(({ name }) => {
      const draft = engine.drafting.ref(props.session, `${keyOf(props.place, props.kind)}.${name}`);
      return (draft?.getSnapshot().context.text ?? "") !== "";
    }),
  );
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className={styles.quick}>
      <Button
        ref={button}
        small
        aria-expanded={open}
        icon={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => setOpen(!open)}
      >
        {t(`new.${props.kind}`)}
      </Button>
      {open ? <Fields {...props} onClose={close} /> : null}
    </div>
  );
}

function Fields(props: QuickCreateProps & { onClose: () => void }) {
  const { kind, session, place, given, conversation, onCreated, onClose } = props;
  const t = useTranslations("records");
  const client = useTRPCClient();
  const saving = useSaving();
  const specs = asked[kind];
  const begins = useMemo(() => storedOf(specs, null, usual[kind]), [specs, kind]);
  const form = useForm(session, keyOf(place, kind), specs, begins);
  const create = async (sent: Sent[]) => {
    const fields = { ...fieldsOfNew(usual[kind], sent), ...given };
    const made = await saving.run({ kind, fields, conversation }, (id) =>
      createRecord(client, kind, id, fields, conversation),
    );
    if (made === null) return;
    form.saved(sent);
    onCreated?.(made.done, String(fields.title ?? fields.name ?? ""));
    onClose();
  };
  return (
    <div className={styles.quickForm}>
      <RecordForm
        form={form}
        label={t(`new.${kind}`)}
        busy={saving.busy}
        fault={saving.fault}
        creates
        onSave={create}
      >
        <Button look="quiet" onClick={onClose}>
          {t("fold")}
        </Button>
      </RecordForm>
    </div>
  );
}
