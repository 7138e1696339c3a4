"use client";
import { useTranslations } from "next-intl";
import { Card } from "#ui/bits.tsx";
import styles from "../../settings.module.css";
import type { Trial } from "./useTrial.ts";

/** The e-mail as an imaginary customer would get it. */
export function Preview({ trial, language }: { trial: Trial; language: string }) {
  const t = useTranslations("settings.templates");
  const { filled, failed } = trial;
  const text = (field: "subject" | "body") => {
    const one = filled?.[field];
    return one && "text" in one ? one.text : null;
  };
  const [subject, body] = [text("subject"), text("body")];
  return (
    <Card title={t("preview")} aria-label={t("preview")}>
      {failed ? <p className={styles.about}>{t("previewFailed")}</p> : null}
      {filled && (subject === null || body === null) ? (
        <p className={styles.about}>{t("previewWrong")}</p>
      ) : (
        <div lang={language} className={styles.preview}>
          <strong>{subject}</strong>
          <p>{body}</p>
        </div>
      )}
    </Card>
  );
}
