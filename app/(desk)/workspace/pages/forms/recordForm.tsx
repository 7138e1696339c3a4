"use client";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useEngine, useStore } from "../../engine/hooks.ts";
import { useFault } from "../../words.ts";
import styles from "./form.module.css";
import { FormField } from "./formField.tsx";
import type { SaveFault } from "./saving.ts";
import type { Form, Sent } from "./useForm.ts";

export type RecordFormProps = {
  form: Form;
  /** The accessible name of the form. */
  label: string;
  busy: boolean;
  fault: SaveFault | null;
  /** Of a new record: it may be saved with what it begins with. */
  creates?: boolean;
  onSave: (sent: Sent[]) => Promise<void>;
  /** Beside the button. */
  children?: ReactNode;
};

/** The fields of a record, the button, and where what was written is. */
export function RecordForm(props: RecordFormProps) {
  const { form, label, busy, fault, creates = false, onSave, children } = props;
  const t = useTranslations("records");
  const told = useFault();
  const element = useRef<HTMLFormElement>(null);
  // What is missing in a new form is told once it is to be saved, not before anything was written.
  const [tried, setTried] = useState(false);
  const ready = form.problem === null && (creates || form.dirty.length > 0);
  const submit = () => {
    if (busy) return;
    setTried(form.problem !== null);
    if (form.problem !== null) {
      const { name } = form.problem.spec;
      element.current
        ?.querySelector<HTMLElement>(`[data-field="${name}"] :is(input, textarea, select)`)
        ?.focus();
      return;
    }
    if (ready) void onSave(form.sending());
  };
  const about = (name: string) => (fault?.field === name ? told(fault) : null);
  return (
    <form
      ref={element}
      aria-label={label}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.grid}>
        {form.fields.map((field) => (
          <FormField
            key={field.spec.name}
            form={form}
            field={field}
            told={about(field.spec.name)}
            tried={tried}
          />
        ))}
      </div>
      {fault !== null && (fault.field === null || form.problem === null) ? (
        <Notice live="alert" title={t("notSaved")}>
          {told(fault)}
        </Notice>
      ) : null}
      <div className={styles.bar}>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          // With a problem it is not: pressing it leads to the field that has it.
          {...(ready || form.problem !== null ? {} : { "aria-disabled": true })}
          icon={<IconDeviceFloppy size={16} aria-hidden="true" />}
        >
          {t("save")}
        </Button>
        {children}
        <Standing form={form} creates={creates} />
      </div>
    </form>
  );
}

/** Where what was written is: saved in the record, kept as a draft, or only in this browser. */
function Standing({ form, creates }: { form: Form; creates: boolean }) {
  const t = useTranslations("records.standing");
  const line = useStore(useEngine().line, (state) => state);
  const count = form.dirty.length;
  const safe = form.fields.every((field) => field.safe);
  const clashes = form.fields.filter(({ clash, elsewhere }) => clash || elsewhere !== null).length;
  const text = clashes
    ? t("clash", { count: clashes })
    : count === 0
      ? t(creates ? "new" : "clean")
      : safe
        ? t("kept", { count })
        : t(line === "live" ? "keeping" : "local", { count });
  return (
    <p className={styles.state} role="status">
      {text}
    </p>
  );
}
