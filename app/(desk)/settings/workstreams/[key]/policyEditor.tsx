"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { faultOf } from "#ui/trpc/fault.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { uuid } from "#ui/uuid.ts";
import styles from "../../settings.module.css";
import { type PolicyField, readTyped } from "../fields.ts";
import { changed, openForm, rebase, takeTheirs, type, type Values } from "../merge.ts";
import { PolicyInput } from "./policyInput.tsx";
import { useValueText } from "./valueText.ts";

type Props = { workstream: string; fields: readonly PolicyField[]; policy: Values; rev: number };

/** The one form of a workstream's policy, made from the table of policies. */
export function PolicyEditor({ workstream, fields, policy, rev }: Props) {
  const t = useTranslations("settings.workstreams");
  const say = useValueText();
  const client = useTRPCClient();
  const element = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(() => openForm(fields, policy, rev));
  const [asked, setAsked] = useState(false);
  // One id as long as the content is the same: a save whose answer was lost is the same save again.
  const attempt = useRef<{ id: string; content: string } | null>(null);

  const reads = fields.map((field) => {
    const typed = form.typed[field.name];
    return { field, read: typed ? readTyped(field, typed) : null };
  });
  const dirty = fields.filter((field) => changed(form, field));
  const wrong = reads.filter(({ read }) => read !== null && !read.ok);

  const save = useMutation({
    mutationFn: async (values: Values) => {
      const content = JSON.stringify([form.rev, values]);
      if (attempt.current?.content !== content) attempt.current = { id: uuid(), content };
      await client.workstream.save.mutate({
        id: attempt.current.id,
        key: workstream,
        policy: values,
        baseRev: form.rev,
      });
      return client.workstream.get.query({ key: workstream });
    },
    onSuccess: (now) =>
      setForm((held) => rebase({ ...held, base: now.policy, theirs: {} }, fields, now.policy, now.policyRev)),
    onError: async (error) => {
      if (faultOf(error).code !== "CONFLICT") return;
      const now = await client.workstream.get.query({ key: workstream });
      flushSync(() => setForm((held) => rebase(held, fields, now.policy, now.policyRev)));
      focusOn("[data-clash] :is(input, select, textarea)");
    },
  });

  /** What is focused scrolls into sight. */
  function focusOn(selector: string) {
    element.current?.querySelector<HTMLElement>(selector)?.focus();
  }

  useEffect(() => {
    if (dirty.length === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty.length]);

  function submit(event: FormEvent) {
    event.preventDefault();
    flushSync(() => setAsked(true));
    if (save.isPending) return;
    if (wrong.length > 0) {
      focusOn("[aria-invalid=true]");
      return;
    }
    const values = { ...form.base };
    for (const { field, read } of reads) if (read?.ok) values[field.name] = read.value;
    save.mutate(values);
  }

  const hydrated = useHydrated();
  const clash = Object.keys(form.theirs).length > 0;
  const failed = save.isError ? faultOf(save.error) : null;
  return (
    <form ref={element} onSubmit={submit} noValidate>
      {/* What is typed before the script has taken over would be mixed with what it brings. */}
      <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
        {reads.map(({ field, read }) => {
          const typed = form.typed[field.name];
          if (!typed) return null;
          return (
            <PolicyInput
              key={field.name}
              field={field}
              typed={typed}
              problem={read && !read.ok && (asked || changed(form, field)) ? read.problem : null}
              onType={(next) => setForm((held) => type(held, field.name, next))}
              theirs={
                field.name in form.theirs ? (
                  <Notice
                    tone="warn"
                    live="off"
                    action={
                      <Button small onClick={() => setForm((held) => takeTheirs(held, field))}>
                        {t("takeTheirs")}
                      </Button>
                    }
                  >
                    {t("theirs", { value: say(field, form.theirs[field.name]) })}
                  </Notice>
                ) : null
              }
            />
          );
        })}
        <div className={styles.saveBar}>
          {clash ? (
            <Notice tone="warn" title={t("conflictTitle")}>
              {t("conflict")}
            </Notice>
          ) : failed?.code === "CONFLICT" ? (
            <Notice tone="warn" title={t("conflictTitle")}>
              {t("merged")}
            </Notice>
          ) : failed ? (
            <ErrorMessage error={save.error} />
          ) : null}
          {asked && wrong.length > 0 ? <Notice>{t("wrong", { count: wrong.length })}</Notice> : null}
          <div className={styles.saveRow}>
            <Button type="submit" look="primary" busy={save.isPending}>
              {t("save")}
            </Button>
            <span role="status" className={styles.saveState}>
              {save.isPending
                ? t("saving")
                : dirty.length > 0
                  ? t("unsaved", { count: dirty.length })
                  : save.isError
                    ? ""
                    : save.isSuccess
                      ? t("saved")
                      : ""}
            </span>
          </div>
        </div>
      </fieldset>
    </form>
  );
}
