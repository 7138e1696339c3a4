import type { StaffEvent } from "#machines/wire/frames.ts";
import type { InstallationView, RecordChange, TabView } from "#machines/wire/records.ts";
import type { Desk, WorkItem } from "#machines/wire/views.ts";
import { HOME } from "./ids.ts";

/** How a desk follows what becomes of tabs, of records that it names, and of the installation's settings. */

const byPosition = (a: TabView, b: TabView) => a.position - b.position || (a.id < b.id ? -1 : 1);

/** All tabs of a desk, each list through `change`. */
function withTabs(desk: Desk, change: (tabs: TabView[], session: string) => TabView[]): Desk {
  return {
    ...desk,
    home: { tabs: change(desk.home.tabs, HOME) },
    sessions: desk.sessions.map((each) => ({ ...each, tabs: change(each.tabs, each.id) })),
  };
}

export function withTab(desk: Desk, event: NonNullable<StaffEvent["tab"]>): Desk {
  return withTabs(desk, (tabs, session) => {
    if (session !== event.session) return tabs;
    if ("closed" in event) return tabs.filter((tab) => tab.id !== event.closed);
    if ("put" in event) {
      return [...tabs.filter((tab) => tab.id !== event.put.id), event.put].sort(byPosition);
    }
    return tabs.map((tab) => ({ ...tab, position: event.order.indexOf(tab.id) + 1 })).sort(byPosition);
  });
}

/** A row with the names that a changed record has now; the same one when it shows none of it. */
export function renamed(item: WorkItem, { kind, id, name, account }: RecordChange): WorkItem {
  if (kind === "contact" && item.customer.kind === "contact" && item.customer.id === id) {
    return { ...item, customer: { ...item.customer, name }, account: account ?? null };
  }
  if (kind === "account" && item.account?.id === id) return { ...item, account: { id, name } };
  if (kind === "case" && item.case?.id === id) return { ...item, case: { ...item.case, title: name } };
  return item;
}

/** A record is called otherwise, or belongs to another: in rows, titles of sessions and of tabs. */
export function withRecord(desk: Desk, record: RecordChange): Desk {
  const { kind, id, name } = record;
  const rows = (items: WorkItem[]) => items.map((item) => renamed(item, record));
  const views = Object.entries(desk.conversations).map(
    ([key, view]) => [key, { ...view, item: renamed(view.item, record) }] as const,
  );
  const { mine, open, closed } = desk.items;
  const next: Desk = {
    ...desk,
    items: { mine: rows(mine), open: rows(open), closed: rows(closed) },
    conversations: Object.fromEntries(views),
    sessions: desk.sessions.map((session) =>
      session.kind === kind && session.subject === id ? { ...session, title: name } : session,
    ),
  };
  return withTabs(next, (tabs) =>
    tabs.map((tab) => (tab.kind === kind && tab.subject === id ? { ...tab, title: name } : tab)),
  );
}

/** Pages may have come, gone, or be called otherwise. */
export function withInstallation(desk: Desk, installation: InstallationView): Desk {
  return withTabs({ ...desk, installation }, (tabs) =>
    tabs.map((tab) =>
      tab.kind === "page"
        ? { ...tab, title: installation.pages.find((page) => page.id === tab.subject)?.name ?? null }
        : tab,
    ),
  );
}
