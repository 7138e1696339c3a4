"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import styles from "../settings.module.css";

export type SaveBarProps = {
  dirty: boolean;
  saving: boolean;
  saved: boolean;
  error: unknown;
  /** How many values are wrong, once saving was tried. */
  wrong?: number;
  /** Somebody else saved meanwhile: what that means here, and what can be done about it. */
  clash?: ReactNode;
  /** Beside the button. */
  more?: ReactNode;
};

/** The foot of a form: what is wrong, whether all is saved, and the button. */
export function SaveBar({ dirty, saving, saved, error, wrong = 0, clash, more }: SaveBarProps) {
  const t = useTranslations("settings.form");
  return (
    <div className={styles.saveBar}>
      {clash}
      <ErrorMessage error={error} />
      {wrong > 0 ? <Notice>{t("wrong", { count: wrong })}</Notice> : null}
      <div className={styles.saveRow}>
        <Button type="submit" look="primary" busy={saving}>
          {t("save")}
        </Button>
        {more}
        <span role="status" className={styles.saveState}>
          {saving ? t("saving") : dirty ? t("unsaved") : saved ? t("saved") : ""}
        </span>
      </div>
    </div>
  );
}

/** Somebody else saved a part as a whole: theirs is told, and can be taken instead. */
export function PartClash({ onTake, children }: { onTake: () => void; children: ReactNode }) {
  const t = useTranslations("settings.form");
  return (
    <Notice
      tone="warn"
      title={t("clashTitle")}
      action={
        <Button small onClick={onTake}>
          {t("takeTheirs")}
        </Button>
      }
    >
      <span>{t("clash")}</span>
      {children}
    </Notice>
  );
}
