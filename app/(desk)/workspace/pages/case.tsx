"use client";
import { useTranslations } from "next-intl";
import type { CaseView } from "#machines/wire/records.ts";
import { Card } from "#ui/bits.tsx";
import { CaseChips, RecentCases } from "./cases.tsx";
import type { RecordView } from "./forms/kinds.ts";
import type { PageProps } from "./pageProps.ts";
import { QuickCreate } from "./quickCreate.tsx";
import { RecordPage } from "./recordPage.tsx";
import { RecordTimeline } from "./timeline.tsx";
import { usePutReference } from "./usePutReference.ts";

const isCase = (view: RecordView): view is CaseView => "number" in view;

export default function CasePage(props: PageProps) {
  const t = useTranslations("records");
  const put = usePutReference(props.session);
  return (
    <RecordPage
      {...props}
      kind="case"
      is={isCase}
      head={(view) => <CaseChips row={view} />}
      side={(view) => (
        <>
          {view.contact === null || view.account === null ? (
            <Card title={t("whose")} aria-label={t("whose")}>
              {(["contact", "account"] as const).map((kind) =>
                view[kind] === null ? (
                  <QuickCreate
                    key={kind}
                    kind={kind}
                    session={props.session}
                    place={`case:${view.id}`}
                    onCreated={(id, name) => put(`case:${view.id}.${kind}`, { id, name })}
                  />
                ) : null,
              )}
            </Card>
          ) : null}
          {view.contact ? (
            <Card title={t("recentCases")} aria-label={t("recentCases")}>
              <RecentCases of="contact" id={view.contact.id} />
            </Card>
          ) : null}
          <Card title={t("timeline.title")} aria-label={t("timeline.title")}>
            <RecordTimeline kind="case" id={view.id} />
          </Card>
        </>
      )}
    />
  );
}
