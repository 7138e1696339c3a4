import { IconAlertCircle, IconChevronDown } from "@tabler/icons-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";
import styles from "./field.module.css";

export type FieldProps = {
  label: ReactNode;
  /** What it is for, under the label. */
  help?: ReactNode;
  /** What is wrong with what stands in it; what was typed stays. */
  error?: ReactNode;
};

type Ids = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** Label, help and error around one control, tied to it by ids. */
export function Field(props: FieldProps & { children: (ids: Ids) => ReactNode }) {
  const id = useId();
  const described = [props.help && `${id}-help`, props.error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {props.label}
      </label>
      {props.help ? (
        <p id={`${id}-help`} className={styles.help}>
          {props.help}
        </p>
      ) : null}
      {props.children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(props.error ? { "aria-invalid": true } : {}),
      })}
      {props.error ? (
        <p id={`${id}-error`} className={styles.error}>
          <IconAlertCircle size={16} aria-hidden="true" />
          {props.error}
        </p>
      ) : null}
    </div>
  );
}

export type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, "id">;

/** A one-line text box with its label. */
export function TextField({ label, help, error, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(ids) => <input type="text" {...rest} {...ids} className={cx(styles.input, className)} />}
    </Field>
  );
}

export type TextAreaProps = FieldProps & Omit<ComponentProps<"textarea">, "id">;

export function TextArea({ label, help, error, className, ...rest }: TextAreaProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(ids) => <textarea {...rest} {...ids} className={cx(styles.input, styles.area, className)} />}
    </Field>
  );
}

export type Choice = { value: string; label: string; disabled?: boolean; lang?: string };
export type SelectProps = FieldProps &
  Omit<ComponentProps<"select">, "id" | "children"> & { choices: readonly Choice[] };

/** One of several from a list: the browser's own, which works with every device and reader (role `combobox`). */
export function Select({ label, help, error, choices, className, ...rest }: SelectProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(ids) => <BareSelect {...rest} {...ids} choices={choices} {...(className ? { className } : {})} />}
    </Field>
  );
}

/** The same without a label of its own: name it with `aria-label`. */
export function BareSelect({
  choices,
  className,
  ...rest
}: ComponentProps<"select"> & { choices: readonly Choice[] }) {
  return (
    <span className={styles.select}>
      <select {...rest} className={cx(styles.input, className)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled} lang={choice.lang}>
            {choice.label}
          </option>
        ))}
      </select>
      <IconChevronDown size={16} aria-hidden="true" />
    </span>
  );
}

/** The bare box, for a control that is named by something else. */
export function BareInput({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" {...rest} className={cx(styles.input, className)} />;
}

export type RadiosProps<T extends string> = {
  legend: ReactNode;
  help?: ReactNode;
  name: string;
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string; hint?: string }[];
};

/** One of a few, all in sight. */
export function Radios<T extends string>(props: RadiosProps<T>) {
  const id = useId();
  return (
    <fieldset className={styles.radios}>
      <legend className={styles.label}>{props.legend}</legend>
      {props.help ? <p className={styles.help}>{props.help}</p> : null}
      {props.choices.map((choice) => (
        <div key={choice.value} className={styles.radio}>
          <label>
            <input
              type="radio"
              name={props.name}
              value={choice.value}
              checked={choice.value === props.value}
              onChange={() => props.onChange(choice.value)}
              {...(choice.hint ? { "aria-describedby": `${id}-${choice.value}` } : {})}
            />
            {choice.label}
          </label>
          {choice.hint ? (
            <small id={`${id}-${choice.value}`} className={styles.help}>
              {choice.hint}
            </small>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}
