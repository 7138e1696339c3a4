"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { IconCheck } from "@tabler/icons-react";
import { type ComponentProps, type ReactElement, type ReactNode, useEffect, useState } from "react";
import { cx } from "./cx.ts";
import styles from "./menu.module.css";

export type MenuProps = {
  /** A button; it gets the menu's ARIA attributes and handlers. */
  trigger: ReactElement<ComponentProps<"button">>;
  children: ReactNode;
  align?: "start" | "center" | "end";
};

/** The menu itself (menu.tsx). It comes because somebody asked for it, and opens. */
export function MenuParts({ trigger, children, align = "start" }: MenuProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(true), []);
  return (
    <Base.Root modal={false} open={open} onOpenChange={(next) => setOpen(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} align={align} sideOffset={6} collisionPadding={8}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export type MenuItemProps = {
  onSelect: () => void;
  children: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
  /** Why it is disabled, or what it does: shown under the name. */
  hint?: ReactNode;
};

export function ItemPart({ onSelect, children, icon, disabled = false, hint }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} disabled={disabled} onClick={onSelect}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.text}>
        {children}
        {hint ? <small className={styles.hint}>{hint}</small> : null}
      </span>
    </Base.Item>
  );
}

export type MenuChoiceProps<T extends string> = {
  /** The accessible name of the group. */
  label: string;
  value: T | null;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string; icon?: ReactNode; disabled?: boolean }[];
};

export function ChoicePart<T extends string>({ label, value, onChange, choices }: MenuChoiceProps<T>) {
  return (
    <Base.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next: unknown) => {
        const choice = choices.find((candidate) => candidate.value === next);
        if (choice) onChange(choice.value);
      }}
    >
      {choices.map((choice) => (
        <Base.RadioItem
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled ?? false}
          closeOnClick
          className={cx(styles.item, styles.radio)}
        >
          <span className={styles.icon} aria-hidden="true">
            {choice.icon}
          </span>
          <span className={styles.text}>{choice.label}</span>
          <Base.RadioItemIndicator className={styles.check}>
            <IconCheck size={16} aria-hidden="true" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function SeparatorPart() {
  return <Base.Separator className={styles.separator} />;
}

export type MenuNoteProps = { children: ReactNode };

export function NotePart({ children }: MenuNoteProps) {
  return <div className={styles.note}>{children}</div>;
}
