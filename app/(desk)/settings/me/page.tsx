import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "#machines/wire/views.ts";
import { allowed, everyone } from "#ui/access.ts";
import { defaultLocale, isLocale } from "#ui/i18n/locale.ts";
import styles from "../settings.module.css";
import { MeForm } from "./meForm.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("me.title") };
}

export default async function MySettings() {
  const person = await allowed(everyone);
  const t = await getTranslations("settings.me");
  const shown = await getLocale();
  const locale: Locale = isLocale(shown) ? shown : defaultLocale;
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro", { name: person.name })}</p>
      <MeForm locale={locale} scheme={person.scheme} />
    </div>
  );
}
