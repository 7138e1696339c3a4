import { IconChevronRight } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { Chip, Empty } from "#ui/bits.tsx";
import { cx } from "#ui/cx.ts";
import styles from "../settings.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("workstreams.title") };
}

export default async function Workstreams() {
  const person = await allowed(["admin"]);
  const t = await getTranslations("settings.workstreams");
  const workstreams = await registered().caller(person).workstream.list();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <p className={styles.intro}>{t("intro")}</p>
      {workstreams.length === 0 ? <Empty title={t("none")}>{t("noneText")}</Empty> : null}
      <ul className={styles.rows}>
        {workstreams.map((workstream) => (
          <li key={workstream.key}>
            <a className={styles.row} href={`/settings/workstreams/${encodeURIComponent(workstream.key)}`}>
              <span className={styles.rowText}>
                <strong>{workstream.name}</strong>
                <code>{workstream.key}</code>
              </span>
              <Chip>{t(`chart.${workstream.chart}`)}</Chip>
              <IconChevronRight size={18} aria-hidden="true" className={cx(styles.go, styles.mirrored)} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
