import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { isNotFound } from "../../forms/isNotFound.ts";
import styles from "../../settings.module.css";
import { ArticleForm } from "./articleForm.tsx";

type Props = { params: Promise<{ article: string }> };

/** The article; null for a new one. */
const read = cache(async (article: string) => {
  const person = await allowed(["admin", "supervisor"]);
  if (article === "new") return null;
  try {
    return await registered().caller(person).knowledge.get({ article });
  } catch (error) {
    if (isNotFound(error)) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await read(decodeURIComponent((await params).article));
  return { title: article?.title ?? (await getTranslations("settings"))("knowledge.new") };
}

export default async function ArticleSettings({ params }: Props) {
  const article = await read(decodeURIComponent((await params).article));
  const t = await getTranslations("settings.knowledge");
  return (
    <div className={styles.page}>
      <a className={styles.back} href="/settings/knowledge">
        {t("all")}
      </a>
      <h1 className={styles.title}>{article?.title ?? t("new")}</h1>
      <ArticleForm article={article} />
    </div>
  );
}
