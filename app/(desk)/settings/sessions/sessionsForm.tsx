"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { cx } from "#ui/cx.ts";
import { TextField } from "#ui/field.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { PartClash, SaveBar } from "../forms/saveBar.tsx";
import { type Part, usePart } from "../installation/usePart.ts";
import styles from "../settings.module.css";

type Sessions = { limit: number };
const bounds = { min: 1, max: 50 };

const read = (value: unknown): Sessions | null =>
  typeof value === "object" && value !== null && "limit" in value && typeof value.limit === "number"
    ? { limit: value.limit }
    : null;

/** A whole number within the bounds, or null. */
function readLimit(typed: string): number | null {
  const limit = /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : Number.NaN;
  return limit >= bounds.min && limit <= bounds.max ? limit : null;
}

/** How many sessions may be open beside Home. */
export function SessionsForm({ sessions }: { sessions: Part<Sessions> }) {
  const t = useTranslations("settings.sessions");
  const part = usePart("sessions", sessions, read);
  const [typed, setTyped] = useState(String(sessions.value.limit));
  const [asked, setAsked] = useState(false);
  const limit = readLimit(typed);
  const hydrated = useHydrated();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsked(true);
    if (limit === null) event.currentTarget.querySelector<HTMLElement>("[name=limit]")?.focus();
    else part.save({ limit });
  }

  return (
    <form onSubmit={submit} noValidate>
      <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
        <TextField
          label={t("limit")}
          help={t("limitHelp", bounds)}
          name="limit"
          inputMode="numeric"
          autoComplete="off"
          className={styles.amount}
          value={typed}
          error={asked && limit === null && t("limitWrong", bounds)}
          onChange={({ target }) => {
            setTyped(target.value);
            part.set({ limit: readLimit(target.value) ?? Number.NaN });
          }}
        />
        <SaveBar
          {...part}
          clash={
            part.theirs ? (
              <PartClash
                onTake={() => {
                  setTyped(String(part.theirs?.limit ?? typed));
                  part.takeTheirs();
                }}
              >
                <span>{t("theirs", { limit: part.theirs.limit })}</span>
              </PartClash>
            ) : null
          }
        />
      </fieldset>
    </form>
  );
}
