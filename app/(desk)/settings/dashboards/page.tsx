import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { ClientMessages } from "#ui/i18n/clientMessages.tsx";
import styles from "../settings.module.css";
import { DashboardsForm } from "./dashboardsForm.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("dashboards.title") };
}

export default async function DashboardsSettings() {
  const person = await allowed(["admin"]);
  const t = await getTranslations("settings.dashboards");
  const { dashboards } = await registered().caller(person).installation.get();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro")}</p>
      <ClientMessages namespaces={["settings", "table"]}>
        <DashboardsForm dashboards={dashboards} />
      </ClientMessages>
    </div>
  );
}
