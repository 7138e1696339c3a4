"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { AccountView } from "#machines/wire/records.ts";
import { Card, Loading, Notice } from "#ui/bits.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { EntityLink } from "../entityLink.tsx";
import { RecentCases } from "./cases.tsx";
import type { RecordView } from "./forms/kinds.ts";
import type { PageProps } from "./pageProps.ts";
import styles from "./pages.module.css";
import { QuickCreate } from "./quickCreate.tsx";
import { RecordPage } from "./recordPage.tsx";
import { RecordTimeline } from "./timeline.tsx";

const isAccount = (view: RecordView): view is AccountView => "website" in view;
const MOST = 20;

export default function AccountPage(props: PageProps) {
  const t = useTranslations("records");
  return (
    <RecordPage
      {...props}
      kind="account"
      is={isAccount}
      side={(view) => (
        <>
          <Card title={t("contacts.title")} aria-label={t("contacts.title")}>
            <Contacts account={view.id} />
            <QuickCreate
              kind="contact"
              session={props.session}
              place={`account:${view.id}`}
              given={{ account: view.id }}
            />
          </Card>
          <Card title={t("recentCases")} aria-label={t("recentCases")}>
            <RecentCases of="account" id={view.id} />
          </Card>
          <Card title={t("timeline.title")} aria-label={t("timeline.title")}>
            <RecordTimeline kind="account" id={view.id} />
          </Card>
        </>
      )}
    />
  );
}

/** The people of an account. */
function Contacts({ account }: { account: string }) {
  const t = useTranslations("records.contacts");
  const client = useTRPCClient();
  const query = useQuery({
    queryKey: ["contacts", account],
    queryFn: () => client.account.contacts.query({ record: account, limit: MOST }),
  });
  if (query.isPending) return <Loading>{t("loading")}</Loading>;
  if (!query.data) {
    return (
      <Notice tone="warn" live="status">
        {t("failed")}
      </Notice>
    );
  }
  if (query.data.length === 0) return <p className={styles.quiet}>{t("none")}</p>;
  return (
    <ul className={styles.rows}>
      {query.data.map(({ id, name }) => (
        <li key={id}>
          <EntityLink kind="contact" id={id}>
            {name}
          </EntityLink>
        </li>
      ))}
    </ul>
  );
}
