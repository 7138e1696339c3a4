import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { whoAsks } from "#ui/access.ts";
import { AccountMenu } from "#ui/accountMenu.tsx";
import { ClientMessages } from "#ui/i18n/clientMessages.tsx";
import { homeOf } from "#ui/nextPath.ts";
import { TopBar } from "#ui/topBar.tsx";
import { ServerCalls } from "#ui/trpc/provider.tsx";
import { SettingsNav } from "./nav.tsx";
import styles from "./settings.module.css";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("settings");
  const person = await whoAsks();
  return (
    <ClientMessages namespaces={["settings"]}>
      <div className={styles.frame}>
        <TopBar
          home={person ? homeOf(person.role) : "/"}
          account={
            person ? <AccountMenu person={{ id: person.id, name: person.name, role: person.role }} /> : null
          }
        />
        {person ? <SettingsNav label={t("title")} role={person.role} /> : null}
        <main id="main" className={styles.main} tabIndex={-1}>
          <ServerCalls>{children}</ServerCalls>
        </main>
      </div>
    </ClientMessages>
  );
}
