"use client";
import { useTranslations } from "next-intl";
import type { ContactView } from "#machines/wire/records.ts";
import { Card, Chip } from "#ui/bits.tsx";
import { RecentCases } from "./cases.tsx";
import type { RecordView } from "./forms/kinds.ts";
import type { PageProps } from "./pageProps.ts";
import { QuickCreate } from "./quickCreate.tsx";
import { RecordPage } from "./recordPage.tsx";
import { RecordTimeline } from "./timeline.tsx";

const isContact = (view: RecordView): view is ContactView => "signed" in view;

export default function ContactPage(props: PageProps) {
  const t = useTranslations("records");
  return (
    <RecordPage
      {...props}
      kind="contact"
      is={isContact}
      head={(view) => (view.signed ? <Chip tone="good">{t("signed")}</Chip> : null)}
      side={(view) => (
        <>
          <Card title={t("recentCases")} aria-label={t("recentCases")}>
            <RecentCases of="contact" id={view.id} />
            <QuickCreate
              kind="case"
              session={props.session}
              place={`contact:${view.id}`}
              given={{ contact: view.id }}
            />
          </Card>
          <Card title={t("timeline.title")} aria-label={t("timeline.title")}>
            <RecordTimeline kind="contact" id={view.id} />
          </Card>
        </>
      )}
    />
  );
}
