import type { ReactNode } from "react";
import type { TabParams } from "#machines/wire/records.ts";

/** What every page of a tab is given. */
export type PageProps = {
  /** `home` or a session's id: the drafts of the page's fields belong to it. */
  session: string;
  /** `anchor`, or the tab's id. */
  tab: string;
  /** The record's id; null for a new one, or a page without a subject. */
  subject: string | null;
  /** What the tab keeps: a query, filters, what is chosen. */
  params: TabParams;
  /** Kept on the server within a second, and at once when the tab is left; replaces what was kept. */
  saveParams(params: TabParams): void;
};

/** The default export of each file of `pages/` that `registry.tsx` names. */
export type Page = (props: PageProps) => ReactNode;
