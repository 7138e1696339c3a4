"use client";
import { IconCopy, IconTextPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { TabParams, TemplateView } from "#machines/wire/records.ts";
import type { Locale } from "#machines/wire/views.ts";
import { Empty, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { BareSelect } from "#ui/field.tsx";
import { hasWords } from "#ui/fold.ts";
import { dataOf, faultOf } from "#ui/trpc/fault.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useEngine, useStore } from "../engine/hooks.ts";
import { useFault, useWords } from "../words.ts";
import { useLiveRecords } from "./data.ts";
import styles from "./finder.module.css";
import { Finder } from "./finder.tsx";
import { localeOf, locales, numberOf, textOf } from "./knowledge.tsx";
import type { PageProps } from "./pageProps.ts";
import { useInsert } from "./useInsert.ts";
import { useKept } from "./useKept.ts";

type Kept = { text: string; language: Locale | null; template: string | null; scroll: number };
const read = (params: TabParams): Kept => ({
  text: textOf(params.text),
  language: localeOf(params.language),
  template: textOf(params.template) || null,
  scroll: numberOf(params.scroll),
});

/** The e-mail templates; the chosen one is filled in from the session. */
export default function TemplatesPage(props: PageProps) {
  const t = useTranslations("templates");
  const words = useWords();
  const [kept, keep, quietly] = useKept(props, read);
  const client = useTRPCClient();
  useLiveRecords();
  const query = useQuery({ queryKey: ["templates"], queryFn: () => client.templates.list.query() });
  const rows = (query.data ?? []).filter(
    (each) =>
      (kept.language === null || each.language === kept.language) &&
      hasWords(`${each.name} ${each.subject} ${each.body}`, kept.text),
  );
  const chosen = query.data?.find(({ id }) => id === kept.template);
  return (
    <Finder
      label={t("filter")}
      text={kept.text}
      onText={(text) => keep({ text, scroll: 0 })}
      filters={
        <BareSelect
          aria-label={t("language")}
          value={kept.language ?? ""}
          choices={[
            { value: "", label: t("anyLanguage") },
            ...locales.map((each) => ({ value: each, label: words.language(each) })),
          ]}
          onChange={(event) => keep({ language: localeOf(event.target.value), scroll: 0 })}
        />
      }
      count={query.data ? t("count", { count: rows.length }) : null}
      scrolled={kept.scroll}
      onScrolled={(scroll) => quietly({ scroll: Math.round(scroll) })}
      results={
        query.isPending ? (
          <Loading>{t("loading")}</Loading>
        ) : !query.data ? (
          <Notice
            live="status"
            action={
              <Button small onClick={() => void query.refetch()}>
                {t("retry")}
              </Button>
            }
          >
            {t("failed")}
          </Notice>
        ) : rows.length === 0 ? (
          <Empty title={query.data.length === 0 ? t("noneAtAll") : t("none")} />
        ) : (
          <ul aria-label={t("list")}>
            {rows.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  data-result=""
                  className={styles.result}
                  aria-current={row.id === kept.template ? "true" : undefined}
                  onClick={() => keep({ template: row.id })}
                >
                  <span className={styles.name} dir="auto" lang={row.language}>
                    {row.name}
                  </span>
                  <span className={styles.snippet} dir="auto" lang={row.language}>
                    {plain(row.subject)}
                  </span>
                  <span className={styles.tags}>{words.language(row.language)}</span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    >
      {chosen ? (
        <Preview key={chosen.id} template={chosen} session={props.session} />
      ) : (
        <Empty title={t(kept.template !== null && query.data ? "gone" : "choose")} />
      )}
    </Finder>
  );
}

/** What a session has not: of a record that is not there, the record alone. */
const absent = (missing: readonly string[]) =>
  missing.filter((name) => !name.includes(".") || !missing.includes(name.split(".")[0] ?? ""));

/** A subject without what is filled in, for a list. */
const plain = (subject: string) =>
  subject
    .replace(/\{%.*?%\}/g, " ")
    .replace(/\{\{.*?\}\}/g, "…")
    .replace(/\s+/g, " ")
    .trim();

/** A template as it reads in this session. */
function Preview({ template, session }: { template: TemplateView; session: string }) {
  const t = useTranslations("templates");
  const client = useTRPCClient();
  const engine = useEngine();
  const { insert, copy, done } = useInsert(session);
  // Another customer or case means another text.
  const about = useStore(engine.desk, (desk) => {
    const item = desk.conversations[session.replace(/^conversation:/, "")]?.item;
    return item ? `${item.customer.id} ${item.case?.id ?? ""} ${item.state}` : "";
  });
  const query = useQuery({
    queryKey: ["preview", template.id, template.rev, session, about],
    queryFn: () => client.templates.preview.query({ template: template.id, session }),
  });
  if (query.isPending) return <Loading>{t("filling")}</Loading>;
  const filled = query.data;
  if (!filled) return <Wrong error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <article className={styles.article} aria-label={template.name}>
      <h1 dir="auto" lang={template.language}>
        {template.name}
      </h1>
      {filled.missing.length > 0 ? (
        <Notice tone="warn" live="status" title={t("missing")}>
          {absent(filled.missing)
            .map((name) => (name.includes(".") ? t(`value.${name}`) : t(`group.${name}`)))
            .join(", ")}
        </Notice>
      ) : null}
      <div className={styles.buttons}>
        {insert ? (
          <Button
            look="primary"
            icon={<IconTextPlus size={16} aria-hidden="true" />}
            onClick={() => insert(filled.body)}
          >
            {t("insert")}
          </Button>
        ) : null}
        <Button
          icon={<IconCopy size={16} aria-hidden="true" />}
          onClick={() => void copy(`${filled.subject}\n\n${filled.body}`)}
        >
          {t("copy")}
        </Button>
      </div>
      <p className={styles.done} role="status">
        {done ? t(`done.${done}`) : null}
      </p>
      <section className={styles.mail} aria-label={t("preview")} lang={template.language}>
        <p className={styles.subject} dir="auto">
          {filled.subject}
        </p>
        <div className={styles.body} dir="auto">
          {filled.body}
        </div>
      </section>
    </article>
  );
}

/** What is wrong with a template, and where, in words for whoever will tell the admin. */
function Wrong({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("templates");
  const told = useFault();
  const fault = faultOf(error);
  const detail = dataOf(error)?.detail;
  const part = (key: string): unknown =>
    typeof detail === "object" && detail !== null ? Reflect.get(detail, key) : null;
  const reason = String(part("reason"));
  const known = fault.message === "templateInvalid" && t.has(`fault.${reason}`);
  return (
    <Notice
      live="alert"
      title={t("notFilled")}
      action={
        <Button small onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    >
      {known
        ? t("faultAt", {
            what: t(`fault.${reason}`, { name: String(part("name") ?? "") }),
            where: t(part("field") === "subject" ? "inSubject" : "inBody"),
            line: String(part("line") ?? ""),
            column: String(part("column") ?? ""),
          })
        : told(fault)}
    </Notice>
  );
}
