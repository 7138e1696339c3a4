"use client";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Card } from "#ui/bits.tsx";
import { BareInput, BareSelect } from "#ui/field.tsx";
import styles from "../../settings.module.css";
import { isUnit, type PolicyField, type Problem, type Typed, type Unit, units } from "../fields.ts";
import { useValueText } from "./valueText.ts";

type Props = {
  field: PolicyField;
  typed: Typed;
  problem: Problem | null;
  /** What somebody else saved, when it clashes. */
  theirs: ReactNode;
  onType: (typed: Typed) => void;
};

/** One row of the table of policies: label, explanation, control, default and bounds, what is wrong. */
export function PolicyInput({ field, typed, problem, theirs, onType }: Props) {
  const t = useTranslations("settings");
  const say = useValueText();
  const id = useId();
  const help = `${id}-help`;
  const error = `${id}-error`;
  const group = typed.kind === "choices" || typed.kind === "block" || typed.kind === "boolean";
  const aria = {
    "aria-describedby": problem ? `${error} ${help}` : help,
    ...(problem ? { "aria-invalid": true as const } : {}),
  };
  const label = t(`policy.${field.name}.label`);
  const bounds =
    field.min !== null && field.max !== null && field.kind !== "list"
      ? t("workstreams.bounds", { min: sayBound(field, field.min), max: sayBound(field, field.max) })
      : null;

  function sayBound(of: PolicyField, bound: number) {
    return say(of.kind === "number" ? of : { ...of, kind: "duration" }, bound);
  }

  function problemText(of: Problem): string {
    switch (of.key) {
      case "tooSmall":
      case "tooLarge":
        return t(`workstreams.problem.${of.key}`, { bound: sayBound(field, of.bound) });
      case "tooMany":
        return t("workstreams.problem.tooMany", { bound: of.bound });
      case "notASite":
        return t("workstreams.problem.notASite", { line: of.line });
      default:
        return t(`workstreams.problem.${of.key}`);
    }
  }

  const about = (
    <div id={help} className={styles.about}>
      <p>{t(`policy.${field.name}.help`)}</p>
      <p>
        {t("workstreams.default", { value: say(field, field.default) })}
        {bounds ? ` ${bounds}` : null}
      </p>
    </div>
  );
  const below = (
    <>
      {problem ? (
        <p id={error} className={styles.problem}>
          <IconAlertCircle size={16} aria-hidden="true" />
          {problemText(problem)}
        </p>
      ) : null}
      {theirs}
    </>
  );
  const control = <Control field={field} typed={typed} onType={onType} id={id} label={label} aria={aria} />;

  return (
    <Card className={styles.policy} data-policy={field.name} {...(theirs ? { "data-clash": true } : {})}>
      {group ? (
        <fieldset className={styles.group} aria-describedby={aria["aria-describedby"]}>
          <legend className={styles.label}>{label}</legend>
          {about}
          {control}
          {below}
        </fieldset>
      ) : (
        <div className={styles.group}>
          <label className={styles.label} htmlFor={id}>
            {label}
          </label>
          {about}
          {control}
          {below}
        </div>
      )}
    </Card>
  );
}

type Aria = { "aria-describedby": string; "aria-invalid"?: true };
type ControlProps = {
  field: PolicyField;
  typed: Typed;
  onType: (typed: Typed) => void;
  id: string;
  label: string;
  aria: Aria;
};

function Control({ field, typed, onType, id, label, aria }: ControlProps) {
  const t = useTranslations("settings.workstreams");
  const say = useValueText();
  switch (typed.kind) {
    case "duration":
      return (
        <Amount
          typed={typed}
          onType={(next) => onType({ ...typed, ...next })}
          id={id}
          label={label}
          aria={aria}
        />
      );
    case "number":
      return (
        <BareInput
          {...aria}
          id={id}
          className={styles.amount}
          inputMode="numeric"
          autoComplete="off"
          value={typed.text}
          onChange={(event) => onType({ kind: "number", text: event.target.value })}
        />
      );
    case "boolean":
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={typed.on}
            onChange={(event) => onType({ kind: "boolean", on: event.target.checked })}
          />
          {t("choice.yes")}
        </label>
      );
    case "choice":
      return (
        <BareSelect
          {...aria}
          id={id}
          value={typed.value}
          onChange={(event) => onType({ kind: "choice", value: event.target.value })}
          choices={(field.choices ?? []).map((value) => ({ value, label: say(field, value) }))}
        />
      );
    case "choices":
      return (
        <div className={styles.checks}>
          {(field.choices ?? []).map((value) => (
            <label key={value} className={styles.check}>
              <input
                type="checkbox"
                checked={typed.values.includes(value)}
                onChange={(event) =>
                  onType({
                    kind: "choices",
                    values: event.target.checked
                      ? [...typed.values, value]
                      : typed.values.filter((each) => each !== value),
                  })
                }
              />
              {say({ ...field, kind: "choice" }, value)}
            </label>
          ))}
        </div>
      );
    case "list":
      return (
        <textarea
          {...aria}
          id={id}
          className={styles.lines}
          rows={Math.min(8, Math.max(3, typed.text.split("\n").length + 1))}
          spellCheck={false}
          autoCapitalize="none"
          value={typed.text}
          onChange={(event) => onType({ kind: "list", text: event.target.value })}
        />
      );
    case "block":
      return (
        <div className={styles.checks}>
          {(["always", "never", "time"] as const).map((mode) => (
            <label key={mode} className={styles.check}>
              <input
                type="radio"
                name={id}
                checked={typed.mode === mode}
                onChange={() => onType({ ...typed, mode })}
              />
              {t(`choice.${mode}`)}
            </label>
          ))}
          {typed.mode === "time" ? (
            <Amount
              typed={typed}
              onType={(next) => onType({ ...typed, ...next })}
              id={id}
              label={label}
              aria={aria}
              named
            />
          ) : null}
        </div>
      );
  }
}

type AmountProps = {
  typed: { amount: string; unit: Unit };
  onType: (next: { amount: string; unit: Unit }) => void;
  id: string;
  label: string;
  aria: Aria;
  /** Needs a name of its own, as no label points at it. */
  named?: boolean;
};

/** A number and its unit. */
function Amount({ typed, onType, id, label, aria, named = false }: AmountProps) {
  const t = useTranslations("settings.workstreams");
  return (
    <span className={styles.duration}>
      <BareInput
        {...aria}
        id={id}
        {...(named ? { "aria-label": label } : {})}
        className={styles.amount}
        inputMode="decimal"
        autoComplete="off"
        value={typed.amount}
        onChange={(event) => onType({ unit: typed.unit, amount: event.target.value })}
      />
      <BareSelect
        aria-label={t("unitOf", { label })}
        value={typed.unit}
        onChange={(event) => {
          const unit = event.target.value;
          if (isUnit(unit)) onType({ amount: typed.amount, unit });
        }}
        choices={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
      />
    </span>
  );
}
