"use client";
import { useTranslations } from "next-intl";
import { cx } from "#ui/cx.ts";
import styles from "./bar.module.css";
import { useEngine, useStore } from "./engine/hooks.ts";

const tone = {
  connecting: styles.soon,
  live: styles.well,
  reconnecting: styles.soon,
  offline: styles.bad,
  signedOut: styles.bad,
};

export function LineStatus() {
  const t = useTranslations("desk.line");
  const line = useStore(useEngine().line, (state) => state);
  return (
    <span role="status" className={styles.line}>
      <span className={cx(styles.dot, tone[line])} aria-hidden="true" />
      <span className={styles.lineText}>{t(line)}</span>
    </span>
  );
}
