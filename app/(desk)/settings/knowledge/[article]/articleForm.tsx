"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import type { ArticleView } from "#machines/wire/records.ts";
import type { Locale } from "#machines/wire/views.ts";
import { Notice } from "#ui/bits.tsx";
import { cx } from "#ui/cx.ts";
import { Select, TextArea, TextField } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { idIn } from "../../forms/answered.ts";
import { SaveBar } from "../../forms/saveBar.tsx";
import { Theirs } from "../../forms/theirs.tsx";
import { useRecordForm } from "../../forms/useRecordForm.ts";
import styles from "../../settings.module.css";

const LOCALES: readonly Locale[] = ["gl", "en", "es", "pt"];

type Fields = {
  title: string;
  body: string;
  language: string;
  tags: string;
  slug: string;
  published: boolean;
};

const tagsOf = (text: string) => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

function fieldsOf(article: ArticleView | null, language: Locale): Fields {
  return {
    title: article?.title ?? "",
    body: article?.body ?? "",
    language: article?.language ?? language,
    tags: (article?.tags ?? []).join(", "),
    slug: article?.slug ?? "",
    published: article?.published ?? false,
  };
}

/** Fields as the server takes them: tags are a list, and without an address it makes one. */
const sent = (name: string, value: unknown) =>
  name === "tags" && typeof value === "string" ? tagsOf(value) : value;

/** One article of the knowledge: written by people who may, read by all at a desk once it is published. */
export function ArticleForm({ article }: { article: ArticleView | null }) {
  const t = useTranslations("settings.knowledge");
  const language = useTranslations("settings.language");
  const f = useTranslations("settings.form");
  const client = useTRPCClient();
  const hydrated = useHydrated();
  const [asked, setAsked] = useState(false);
  const form = useRecordForm<Fields>(fieldsOf(article, "gl"), {
    record: article?.id ?? null,
    async create(id, fields) {
      const given = Object.entries(fields).filter(([name, value]) => name !== "slug" || value !== "");
      const made = Object.fromEntries(given.map(([name, value]) => [name, sent(name, value)]));
      return idIn(await client.knowledge.create.mutate({ id, fields: made }), "article");
    },
    save: (id, record, fields) => {
      const given = Object.entries(fields).map(([name, { base, value }]) => [
        name,
        { base: sent(name, base), value: sent(name, value) },
      ]);
      return client.knowledge.save.mutate({ id, article: record, fields: Object.fromEntries(given) });
    },
    read: async (record) => fieldsOf(await client.knowledge.get.query({ article: record }), "gl"),
    onCreated: (record) => window.location.assign(`/settings/knowledge/${encodeURIComponent(record)}`),
  });
  const { typed, theirs } = form;
  const missing = (["title", "body"] as const).filter((name) => typed[name].trim() === "");
  const slugWrong = typed.slug !== "" && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(typed.slug);
  const slugMissing = article !== null && typed.slug === "";
  const wrong = missing.length + (slugWrong || slugMissing ? 1 : 0);
  const need = (name: "title" | "body") => asked && missing.includes(name) && f("required");
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
    <form onSubmit={submit} noValidate>
      <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
        <TextField
          label={t("articleTitle")}
          name="title"
          autoComplete="off"
          value={typed.title}
          error={need("title")}
          onChange={({ target }) => form.set("title", target.value)}
        />
        {other("title", theirs.title)}
        <TextArea
          label={t("body")}
          help={t("bodyHelp")}
          name="body"
          rows={16}
          value={typed.body}
          error={need("body")}
          onChange={({ target }) => form.set("body", target.value)}
        />
        {other("body", theirs.body)}
        <Select
          label={t("language")}
          name="language"
          value={typed.language}
          choices={LOCALES.map((value) => ({ value, label: language(value) }))}
          onChange={({ target }) => form.set("language", target.value)}
        />
        {other("language", theirs.language === undefined ? undefined : language(theirs.language))}
        <TextField
          label={t("tags")}
          help={t("tagsHelp")}
          name="tags"
          autoComplete="off"
          value={typed.tags}
          onChange={({ target }) => form.set("tags", target.value)}
        />
        {other("tags", theirs.tags)}
        <TextField
          label={t("slug")}
          help={t("slugHelp")}
          name="slug"
          autoComplete="off"
          maxLength={80}
          value={typed.slug}
          error={(slugWrong && t("slugWrong")) || (asked && slugMissing && f("required"))}
          onChange={({ target }) => form.set("slug", target.value)}
        />
        {other("slug", theirs.slug)}
        <div>
          <label className={styles.check}>
            <input
              type="checkbox"
              name="published"
              checked={typed.published}
              aria-describedby="published-help"
              onChange={({ target }) => form.set("published", target.checked)}
            />
            {t("publish")}
          </label>
          <p id="published-help" className={styles.about}>
            {t("publishHelp")}
          </p>
        </div>
        {other(
          "published",
          theirs.published === undefined ? undefined : theirs.published ? t("published") : t("draft"),
        )}
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
        />
      </fieldset>
    </form>
  );
}
