import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { Brand } from "#ui/brand.tsx";
import { ClientMessages } from "#ui/i18n/clientMessages.tsx";
import styles from "../sign-in/signIn.module.css";
import { SetupForm } from "./setupForm.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title"), referrer: "no-referrer" };
}

/** The first admin, once, while there is nobody; afterwards this page is not there. */
export default async function Setup({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { open } = await registered().caller(null).setup.state();
  if (!open) notFound();
  const t = await getTranslations("setup");
  const { token } = await searchParams;
  return (
    <main id="main" className={styles.page}>
      <div className={styles.sheet}>
        <Brand large />
        <h1 className={styles.title}>{t("title")}</h1>
        {typeof token === "string" && token !== "" ? (
          <>
            <p className={styles.already}>{t("intro")}</p>
            <ClientMessages namespaces={["setup"]}>
              <SetupForm token={token} />
            </ClientMessages>
          </>
        ) : (
          <p>{t("linkOnly")}</p>
        )}
      </div>
    </main>
  );
}
