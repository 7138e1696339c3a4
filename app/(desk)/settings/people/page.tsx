import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { cx } from "#ui/cx.ts";
import styles from "../settings.module.css";
import own from "./people.module.css";
import { People } from "./people.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people.title") };
}

export default async function PeopleSettings() {
  const person = await allowed(["admin"]);
  const t = await getTranslations("settings.people");
  const people = await registered().caller(person).person.list();
  return (
    <div className={cx(styles.page, own.page)}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro")}</p>
      <People people={people} me={person.id} />
    </div>
  );
}
