"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { Button } from "#ui/button.tsx";
import styles from "./composer.module.css";
import { useDraft, useEngine } from "./engine/hooks.ts";

/** Two texts of one draft: both are shown, and the person says which one stays, or both. */
export function DraftConflict({ session }: { session: string }) {
  const t = useTranslations("composer.conflict");
  const engine = useEngine();
  const draft = useDraft(session);
  const here = useSelector(draft, (state) => state?.context.text ?? "");
  const there = useSelector(draft, (state) => state?.context.remote?.text ?? "");
  return (
    <div role="alert" className={styles.conflict}>
      <p className={styles.conflictTitle}>{t("title")}</p>
      <dl className={styles.texts}>
        <dt>{t("here")}</dt>
        <dd>{here || t("empty")}</dd>
        <dt>{t("there")}</dt>
        <dd>{there || t("empty")}</dd>
      </dl>
      <div className={styles.choices}>
        <Button small onClick={() => engine.choose(session, here)}>
          {t("keepHere")}
        </Button>
        <Button small onClick={() => engine.choose(session, there)}>
          {t("keepThere")}
        </Button>
        <Button small onClick={() => engine.choose(session, `${there}\n${here}`)}>
          {t("keepBoth")}
        </Button>
      </div>
    </div>
  );
}
