"use client";
import { useTranslations } from "next-intl";
import { type ComponentType, type LazyExoticComponent, Suspense } from "react";
import type { TabKind } from "#machines/wire/records.ts";
import { Empty, Loading } from "#ui/bits.tsx";
import type { PageProps } from "./pageProps.ts";
import { servedLazily } from "./served.tsx";

/** Each kind's page, loaded when the first tab of its kind is shown. */
const pages: Partial<Record<TabKind, LazyExoticComponent<ComponentType<PageProps>>>> = {
  contact: servedLazily(() => import("./contact.tsx")),
  account: servedLazily(() => import("./account.tsx")),
  case: servedLazily(() => import("./case.tsx")),
  knowledge: servedLazily(() => import("./knowledge.tsx")),
  article: servedLazily(() => import("./article.tsx")),
  templates: servedLazily(() => import("./templates.tsx")),
  search: servedLazily(() => import("./search.tsx")),
  dashboard: servedLazily(() => import("./dashboard.tsx")),
  page: servedLazily(() => import("./business.tsx")),
};

/** The page of a tab, or of an entity's anchor. */
export function PageOf({ kind, ...props }: PageProps & { kind: TabKind }) {
  const t = useTranslations("tabs");
  const Shown = pages[kind];
  if (!Shown) return <Empty title={t("unknownPage")} />;
  return (
    <Suspense fallback={<Loading>{t("loading")}</Loading>}>
      <Shown {...props} />
    </Suspense>
  );
}
