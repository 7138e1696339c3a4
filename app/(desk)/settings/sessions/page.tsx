import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import styles from "../settings.module.css";
import { SessionsForm } from "./sessionsForm.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sessions.title") };
}

export default async function SessionsSettings() {
  const person = await allowed(["admin"]);
  const t = await getTranslations("settings.sessions");
  const { sessions } = await registered().caller(person).installation.get();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro")}</p>
      <SessionsForm sessions={sessions} />
    </div>
  );
}
