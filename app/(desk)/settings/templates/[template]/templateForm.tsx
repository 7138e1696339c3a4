"use client";
import { IconTrash } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import type { TemplateView } from "#machines/wire/records.ts";
import type { Locale } from "#machines/wire/views.ts";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { Select, TextArea, TextField } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { idIn } from "../../forms/answered.ts";
import { SaveBar } from "../../forms/saveBar.tsx";
import { Theirs } from "../../forms/theirs.tsx";
import { useRecordForm } from "../../forms/useRecordForm.ts";
import styles from "../../settings.module.css";
import { Preview } from "./preview.tsx";
import { RemoveDialog } from "./removeDialog.tsx";
import { useFaultWords, useTrial } from "./useTrial.ts";

const LOCALES: readonly Locale[] = ["gl", "en", "es", "pt"];
type Fields = { name: string; subject: string; body: string; language: string };

const fieldsOf = (template: TemplateView | null): Fields => ({
  name: template?.name ?? "",
  subject: template?.subject ?? "",
  body: template?.body ?? "",
  language: template?.language ?? "gl",
});

/** One e-mail template: what is wrong with it is told by line, what comes of it is shown beside. */
export function TemplateForm({ template }: { template: TemplateView | null }) {
  const t = useTranslations("settings.templates");
  const language = useTranslations("settings.language");
  const f = useTranslations("settings.form");
  const client = useTRPCClient();
  const hydrated = useHydrated();
  const [asked, setAsked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const form = useRecordForm<Fields>(fieldsOf(template), {
    record: template?.id ?? null,
    create: async (id, fields) => idIn(await client.templates.create.mutate({ id, fields }), "template"),
    save: (id, record, fields) => client.templates.save.mutate({ id, template: record, fields }),
    read: async (record) => fieldsOf(await client.templates.get.query({ template: record })),
    onCreated: (record) => window.location.assign(`/settings/templates/${encodeURIComponent(record)}`),
  });
  const { typed, theirs } = form;
  const trial = useTrial(typed);
  const faultWords = useFaultWords();
  const fault = (field: "subject" | "body") => {
    const filled = trial.filled?.[field];
    return filled && "fault" in filled ? faultWords(filled.fault) : null;
  };
  const missing = (["name", "subject", "body"] as const).filter((name) => typed[name].trim() === "");
  const wrong = missing.length + (["subject", "body"] as const).filter((name) => fault(name) !== null).length;
  const need = (name: "name" | "subject" | "body") => asked && missing.includes(name) && f("required");
  const other = (name: keyof Fields & string, value: string | undefined) => (
    <Theirs value={value} onTake={() => form.takeTheirs(name)} />
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    flushSync(() => setAsked(true));
    if (wrong > 0) element.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    else form.save();
  }

  return (
    <>
      <form onSubmit={submit} noValidate>
        <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
          <TextField
            label={t("name")}
            name="name"
            autoComplete="off"
            value={typed.name}
            error={need("name")}
            onChange={({ target }) => form.set("name", target.value)}
          />
          {other("name", theirs.name)}
          <Select
            label={t("language")}
            name="language"
            value={typed.language}
            choices={LOCALES.map((value) => ({ value, label: language(value) }))}
            onChange={({ target }) => form.set("language", target.value)}
          />
          {other("language", theirs.language === undefined ? undefined : language(theirs.language))}
          <TextField
            label={t("subject")}
            name="subject"
            autoComplete="off"
            value={typed.subject}
            error={need("subject") || fault("subject")}
            onChange={({ target }) => form.set("subject", target.value)}
          />
          {other("subject", theirs.subject)}
          <TextArea
            label={t("body")}
            name="body"
            rows={14}
            className={styles.code}
            value={typed.body}
            error={need("body") || fault("body")}
            onChange={({ target }) => form.set("body", target.value)}
          />
          {other("body", theirs.body)}
          <Preview trial={trial} language={typed.language} />
          <SaveBar
            {...form}
            error={form.clashes ? null : form.error}
            wrong={asked ? wrong : 0}
            clash={
              form.clashes ? (
                <Notice tone="warn" title={f("clashTitle")}>
                  {f("clashFields")}
                </Notice>
              ) : null
            }
            more={
              template ? (
                <Button icon={<IconTrash size={16} aria-hidden="true" />} onClick={() => setRemoving(true)}>
                  {t("remove")}
                </Button>
              ) : null
            }
          />
        </fieldset>
      </form>
      {template ? (
        <RemoveDialog
          template={template}
          open={removing}
          onCancel={() => setRemoving(false)}
          onRemoved={() => {
            flushSync(form.leave);
            window.location.assign("/settings/templates");
          }}
        />
      ) : null}
    </>
  );
}
