import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { whoAsks } from "#ui/access.ts";
import { Brand } from "#ui/brand.tsx";
import { ClientMessages } from "#ui/i18n/clientMessages.tsx";
import { homeOf, safeNext } from "#ui/nextPath.ts";
import styles from "./signIn.module.css";
import { SignInForm } from "./signInForm.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("title") };
}

export default async function SignIn({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const t = await getTranslations("auth");
  const { next } = await searchParams;
  const person = await whoAsks();
  const { demo, demoPeople } = registered();
  const path = safeNext(next);
  return (
    <main id="main" className={styles.page}>
      <div className={styles.sheet}>
        <Brand large />
        <h1 className={styles.title}>{t("title")}</h1>
        {person ? (
          <p className={styles.already}>
            {t("already", { name: person.name })} <a href={path ?? homeOf(person.role)}>{t("goOn")}</a>
          </p>
        ) : null}
        <ClientMessages namespaces={["auth"]}>
          <SignInForm
            next={path}
            people={demo ? demoPeople.map(({ email, name, role }) => ({ email, name, role })) : []}
          />
        </ClientMessages>
      </div>
    </main>
  );
}
