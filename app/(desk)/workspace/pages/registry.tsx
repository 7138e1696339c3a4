"use client";
import { useTranslations } from "next-intl";
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from "react";
import type { TabKind } from "#machines/wire/records.ts";
import { Empty, Loading } from "#ui/bits.tsx";
import type { Page, PageProps } from "./pageProps.ts";

/** The page and what it asks the server by, which the desk itself does without, come together. */
const later = (load: () => Promise<{ default: Page }>): LazyExoticComponent<ComponentType<PageProps>> =>
  lazy(async () => {
    const [{ ServerCalls }, { default: Shown }] = await Promise.all([
      import("#ui/trpc/provider.tsx"),
      load(),
    ]);
    return {
      default: (props: PageProps) => (
        <ServerCalls>
          <Shown {...props} />
        </ServerCalls>
      ),
    };
  });

/** Each kind's page, loaded when the first tab of its kind is shown. */
const pages: Partial<Record<TabKind, LazyExoticComponent<ComponentType<PageProps>>>> = {
  contact: later(() => import("./contact.tsx")),
  account: later(() => import("./account.tsx")),
  case: later(() => import("./case.tsx")),
  knowledge: later(() => import("./knowledge.tsx")),
  article: later(() => import("./article.tsx")),
  templates: later(() => import("./templates.tsx")),
  search: later(() => import("./search.tsx")),
  dashboard: later(() => import("./dashboard.tsx")),
  page: later(() => import("./business.tsx")),
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
