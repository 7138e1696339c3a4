import { IconChevronRight } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { Chip, Empty } from "#ui/bits.tsx";
import { cx } from "#ui/cx.ts";
import { LinkButton } from "#ui/linkButton.tsx";
import styles from "../settings.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("templates.title") };
}

export default async function TemplatesSettings() {
  const person = await allowed(["admin"]);
  const t = await getTranslations("settings.templates");
  const language = await getTranslations("settings.language");
  const templates = await registered().caller(person).templates.list();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro")}</p>
      <LinkButton look="primary" href="/settings/templates/new" className={styles.back}>
        {t("new")}
      </LinkButton>
      {templates.length === 0 ? <Empty title={t("none")}>{t("noneText")}</Empty> : null}
      <ul className={styles.rows} aria-label={t("title")}>
        {templates.map((template) => (
          <li key={template.id}>
            <a className={styles.row} href={`/settings/templates/${encodeURIComponent(template.id)}`}>
              <span className={styles.rowText}>
                <strong lang={template.language}>{template.name}</strong>
                <code lang={template.language}>{template.subject}</code>
              </span>
              <Chip>{language(template.language)}</Chip>
              <IconChevronRight size={18} aria-hidden="true" className={cx(styles.go, styles.mirrored)} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
