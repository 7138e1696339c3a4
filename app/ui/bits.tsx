import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ComponentProps, ReactNode } from "react";
import styles from "./bits.module.css";
import { cx } from "./cx.ts";

export type Tone = "plain" | "accent" | "good" | "warn" | "bad";

/** A short state, for example a conversation's. */
export function Chip({ tone = "plain", className, ...rest }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span {...rest} className={cx(styles.chip, styles[tone], className)} />;
}

/** Up to two letters of a name, for its round picture; by grapheme, so that no letter is cut. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letter = (word: string | undefined) => (word ? (Array.from(word)[0] ?? "") : "");
  return `${letter(first)}${letter(last)}`.toLocaleUpperCase();
}

/** Decorative: the name stands beside it, or names the control it is in. */
export function Avatar({ name, tone = "accent", className, children }: AvatarProps) {
  return (
    <span className={cx(styles.avatar, styles[tone], className)} aria-hidden="true">
      {children ?? initialsOf(name)}
    </span>
  );
}
type AvatarProps = { name: string; tone?: Tone; className?: string; children?: ReactNode };

/** A white sheet with an optional heading. */
export function Card({ title, side, className, children, ...rest }: CardProps) {
  return (
    <section {...rest} className={cx(styles.card, className)}>
      {title ? (
        <header className={styles.cardHead}>
          <h2>{title}</h2>
          {side}
        </header>
      ) : null}
      {children}
    </section>
  );
}
type CardProps = Omit<ComponentProps<"section">, "title"> & { title?: ReactNode; side?: ReactNode };

export function Kbd(props: ComponentProps<"kbd">) {
  return <kbd {...props} className={cx(styles.kbd, props.className)} />;
}

/**
 * What happened, what was kept, what to do next. `alert` interrupts, `status` waits, `off` is part of
 * the page. Put it where it belongs; it never covers anything.
 */
export function Notice({ tone = "bad", live = "alert", title, children, action, className }: NoticeProps) {
  const Icon =
    tone === "good"
      ? IconCircleCheck
      : tone === "accent" || tone === "plain"
        ? IconInfoCircle
        : IconAlertTriangle;
  return (
    <div className={cx(styles.notice, styles[tone], className)} {...(live === "off" ? {} : { role: live })}>
      <Icon size={18} aria-hidden="true" />
      <div className={styles.noticeText}>
        {title ? <strong>{title}</strong> : null}
        {children}
      </div>
      {action}
    </div>
  );
}
type NoticeProps = {
  tone?: Tone;
  live?: "alert" | "status" | "off";
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A designed nothing: says why it is empty, and what fills it. */
export function Empty({
  icon,
  title,
  children,
}: {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.emptyTitle}>{title}</p>
      {children ? <div>{children}</div> : null}
    </div>
  );
}

/** Something is on its way; the text says what. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <div className={styles.loading} role="status">
      <span className={styles.spinner} aria-hidden="true" />
      {children}
    </div>
  );
}

/** Heard, not seen. */
export function Heard(props: ComponentProps<"span">) {
  return <span {...props} className="heard" />;
}
