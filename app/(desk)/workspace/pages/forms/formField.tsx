"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import input from "#ui/field.module.css";
import { BareInput, BareSelect, Field } from "#ui/field.tsx";
import { EntityLink } from "../../entityLink.tsx";
import styles from "./form.module.css";
import { Lookup } from "./lookup.tsx";
import type { Form, FormField as State } from "./useForm.ts";

/** How a value is shown to a person, for example a choice by its word. */
export function useShown(): (field: State, value: { value: string; name: string | null }) => string {
  const t = useTranslations("records");
  return ({ spec }, { value, name }) => {
    if (value === "") return t("emptyValue");
    if (spec.as === "choice") return t(`choice.${spec.name}.${value}`);
    return name ?? value;
  };
}

type FormFieldProps = {
  form: Form;
  field: State;
  /** What the server said of this field. */
  told: string | null;
  /** It was to be saved. */
  tried: boolean;
};

/** One field of a form: what stands in it, what is wrong with it, what somebody else wrote in it meanwhile. */
export function FormField({ form, field, told, tried }: FormFieldProps) {
  const t = useTranslations("records");
  const { spec } = field;
  const name = t(`field.${spec.name}`);
  const wrong =
    field.over > 0
      ? t("tooLong", { over: field.over, most: spec.most ?? 0 })
      : field.blank && (field.dirty || tried)
        ? t("required")
        : told;
  const label = (
    <>
      {name}
      {spec.required ? <span aria-hidden="true">{t("requiredMark")}</span> : null}
    </>
  );
  return (
    <div
      className={cx(styles.field, spec.wide && styles.wideField)}
      data-field={spec.name}
      data-dirty={field.dirty ? "" : undefined}
    >
      <Field label={label} error={wrong}>
        {(ids) => <Control form={form} field={field} ids={ids} />}
      </Field>
      {spec.as === "lookup" && spec.of && field.value !== "" && field.name !== null ? (
        <p className={styles.follow}>
          <EntityLink kind={spec.of} id={field.value}>
            {t("openIt", { name: field.name })}
          </EntityLink>
        </p>
      ) : null}
      <Choose form={form} field={field} name={name} />
      {field.dirty ? (
        <p className={styles.unsaved}>
          <span>{t("unsaved")}</span>
          <Button
            small
            look="quiet"
            onClick={() => form.undo(field)}
            aria-label={t("undoField", { field: name })}
          >
            {t("undo")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

type Ids = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

function Control({ form, field, ids }: { form: Form; field: State; ids: Ids }) {
  const t = useTranslations("records");
  const { spec, value } = field;
  const write = (next: string) => form.write(field, next);
  const required = spec.required ? { "aria-required": true } : {};
  if (spec.as === "lines") {
    return (
      <textarea
        {...ids}
        className={cx(input.input, input.area)}
        rows={spec.name === "description" ? 5 : 2}
        dir="auto"
        value={value}
        onChange={(event) => write(event.target.value)}
      />
    );
  }
  if (spec.as === "choice") {
    const choices = (spec.choices ?? []).map((each) => ({
      value: each,
      label: each === "" ? t("emptyValue") : t(`choice.${spec.name}.${each}`),
    }));
    return (
      <BareSelect {...ids} choices={choices} value={value} onChange={(event) => write(event.target.value)} />
    );
  }
  if (spec.as === "lookup" && spec.of) {
    return (
      <Lookup
        {...ids}
        of={spec.of}
        value={value === "" ? null : { id: value, name: field.name ?? "" }}
        onChange={(next) => form.write(field, next?.id ?? "", next?.name ?? null)}
      />
    );
  }
  return (
    <BareInput
      {...ids}
      {...required}
      // A browser's own judging would drop what it does not take for an address: it is kept and told.
      type="text"
      inputMode={spec.as === "lookup" ? "text" : spec.as}
      autoComplete="off"
      spellCheck={spec.as === "text"}
      dir="auto"
      value={value}
      onChange={(event) => write(event.target.value)}
    />
  );
}

/** Two texts of one field: both are shown, and the person says which one stays. */
function Choose({ form, field, name }: { form: Form; field: State; name: string }): ReactNode {
  const t = useTranslations("records.conflict");
  const shown = useShown();
  if (!field.clash && field.elsewhere === null) return null;
  const other = field.elsewhere ?? field.theirs;
  return (
    <fieldset aria-label={t("label", { field: name })} className={styles.conflict}>
      <p className={styles.conflictTitle} role="alert">
        {field.elsewhere === null ? t("title") : t("elsewhere")}
      </p>
      <dl className={styles.texts}>
        <dt>{t("yours")}</dt>
        <dd dir="auto">{shown(field, field)}</dd>
        <dt>{field.elsewhere === null ? t("theirs") : t("otherWindow")}</dt>
        <dd dir="auto">{shown(field, other)}</dd>
      </dl>
      <div className={styles.choices}>
        <Button small onClick={() => form.keepMine(field)}>
          {t("keepMine")}
        </Button>
        <Button small onClick={() => form.keepTheirs(field)}>
          {field.elsewhere === null ? t("keepTheirs") : t("keepOther")}
        </Button>
      </div>
    </fieldset>
  );
}
