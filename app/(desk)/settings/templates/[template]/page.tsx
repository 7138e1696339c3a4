import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { isNotFound } from "../../forms/isNotFound.ts";
import styles from "../../settings.module.css";
import { TemplateForm } from "./templateForm.tsx";

type Props = { params: Promise<{ template: string }> };

/** The template; null for a new one. */
const read = cache(async (template: string) => {
  const person = await allowed(["admin"]);
  if (template === "new") return null;
  try {
    return await registered().caller(person).templates.get({ template });
  } catch (error) {
    if (isNotFound(error)) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const template = await read(decodeURIComponent((await params).template));
  return { title: template?.name ?? (await getTranslations("settings"))("templates.new") };
}

export default async function TemplateSettings({ params }: Props) {
  const template = await read(decodeURIComponent((await params).template));
  const t = await getTranslations("settings.templates");
  return (
    <div className={styles.page}>
      <a className={styles.back} href="/settings/templates">
        {t("all")}
      </a>
      <h1 className={styles.title}>{template?.name ?? t("new")}</h1>
      <p className={styles.intro}>{t("fields")}</p>
      <TemplateForm template={template} />
    </div>
  );
}
