import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { Chip } from "#ui/bits.tsx";
import styles from "../../settings.module.css";
import { Embed } from "./embed.tsx";
import { PolicyEditor } from "./policyEditor.tsx";

type Props = { params: Promise<{ key: string }> };

/** `instanceof` fails across Next's and the server's copies of a class: the code tells. */
function isNotFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "NOT_FOUND";
}

const read = cache(async (key: string) => {
  const person = await allowed(["admin"]);
  try {
    return await registered().caller(person).workstream.get({ key });
  } catch (error) {
    if (isNotFound(error)) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read(decodeURIComponent((await params).key))).name };
}

export default async function Workstream({ params }: Props) {
  const workstream = await read(decodeURIComponent((await params).key));
  const t = await getTranslations("settings.workstreams");
  return (
    <div className={styles.page}>
      <a className={styles.back} href="/settings/workstreams">
        {t("all")}
      </a>
      <h1 className={styles.title}>
        {workstream.name} <Chip>{t(`chart.${workstream.chart}`)}</Chip>
      </h1>
      <p className={styles.intro}>{t("atOnce")}</p>
      {workstream.channel === "web" ? (
        <Embed workstream={workstream.key} address={registered().address} />
      ) : null}
      <PolicyEditor
        workstream={workstream.key}
        fields={workstream.fields}
        policy={workstream.policy}
        rev={workstream.policyRev}
      />
    </div>
  );
}
