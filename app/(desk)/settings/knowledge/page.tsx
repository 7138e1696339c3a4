import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { LinkButton } from "#ui/linkButton.tsx";
import styles from "../settings.module.css";
import { Articles } from "./articles.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("knowledge.title") };
}

export default async function KnowledgeSettings() {
  const person = await allowed(["admin", "supervisor"]);
  const t = await getTranslations("settings.knowledge");
  const first = await registered().caller(person).knowledge.search({ drafts: true, limit: 20 });
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro")}</p>
      <LinkButton look="primary" href="/settings/knowledge/new" className={styles.back}>
        {t("new")}
      </LinkButton>
      <Articles first={first} />
    </div>
  );
}
