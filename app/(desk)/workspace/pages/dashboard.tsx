"use client";
import { useTranslations } from "next-intl";
import { Dashboard } from "../dashboard.tsx";
import type { PageProps } from "./pageProps.ts";

/** Home's streams beside something else, with filters of their own. */
export default function DashboardPage({ params, saveParams }: PageProps) {
  const t = useTranslations("table");
  return <Dashboard title={t("dashboard")} params={params} saveParams={saveParams} />;
}
