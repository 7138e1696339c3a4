"use client";
import type { ComponentProps, ReactNode } from "react";
import styles from "./button.module.css";
import { cx } from "./cx.ts";

export type ButtonProps = ComponentProps<"button"> & {
  /** One primary a view; `danger` for what cannot be undone by the same button. */
  look?: "primary" | "secondary" | "quiet" | "danger";
  small?: boolean;
  /** Stands before the text; decorative. */
  icon?: ReactNode;
  /** While it works: keeps focus, takes no clicks, is told to assistive technology. */
  busy?: boolean;
};

/** The one button. Busy is `aria-disabled`, not `disabled`, so that focus stays where it was. */
export function Button({
  look = "secondary",
  small = false,
  icon,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(busy ? { "aria-disabled": true, "aria-busy": true } : {})}
      className={cx(styles.button, styles[look], small && styles.small, className)}
      onClick={(event) => {
        if (busy) {
          event.preventDefault();
          return;
        }
        onClick?.(event);
      }}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon}
      {children}
    </button>
  );
}

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** The accessible name. */
  label: string;
  children: ReactNode;
  small?: boolean;
};

/** A button that shows an icon alone. */
export function IconButton({ label, small = false, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={cx(styles.icon, small && styles.smallIcon, className)}
    >
      {children}
    </button>
  );
}
