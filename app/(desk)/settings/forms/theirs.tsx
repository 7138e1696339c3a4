"use client";
import { useTranslations } from "next-intl";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";

/** Under a field that somebody else saved otherwise meanwhile: their value, to be taken instead. */
export function Theirs({ value, onTake }: { value: string | undefined; onTake: () => void }) {
  const t = useTranslations("settings.form");
  if (value === undefined) return null;
  return (
    <Notice
      tone="warn"
      live="off"
      action={
        <Button small onClick={onTake}>
          {t("takeTheirs")}
        </Button>
      }
    >
      {t("theirs", { value })}
    </Notice>
  );
}
