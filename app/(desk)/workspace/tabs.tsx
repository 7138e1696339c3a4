"use client";
import {
  IconAddressBook,
  IconBook2,
  IconBriefcase,
  IconBuilding,
  IconLayoutDashboard,
  IconMailOpened,
  IconPlus,
  IconSearch,
  IconWorldWww,
  IconX,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from "react";
import type { TabKind } from "#machines/wire/records.ts";
import { ANCHOR } from "#machines/workspace/ids.ts";
import { IconButton } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { Menu, MenuItem, MenuSeparator } from "#ui/menu.tsx";
import { useEngine, useFrontTab, useStore, useTabs, useUnsaved } from "./engine/hooks.ts";
import { tabTitlesOf } from "./engine/tabTitles.ts";
import { tabOfField } from "./engine/unsaved.ts";
import styles from "./tabs.module.css";

/** One panel is shown at a time: what it is labelled by. */
export const tabElement = (tab: string) => `tab-${tab}`;
export const PANEL = "tab-panel";

export const kindIcons: Record<TabKind, typeof IconBook2> = {
  knowledge: IconBook2,
  article: IconBook2,
  templates: IconMailOpened,
  contact: IconAddressBook,
  account: IconBuilding,
  case: IconBriefcase,
  dashboard: IconLayoutDashboard,
  search: IconSearch,
  page: IconWorldWww,
};

/** What the tabs of a session are called, by id. */
export function useTabTitles(session: string, anchor: string): ReadonlyMap<string, string> {
  const t = useTranslations("tabs");
  const tabs = useTabs(session);
  return useMemo(
    () =>
      tabTitlesOf(tabs, anchor, {
        kind: (kind) => t(`kind.${kind}`),
        fresh: (kind) => (t.has(`new.${kind}`) ? t(`new.${kind}`) : t(`kind.${kind}`)),
        gone: (kind) => `${t(`kind.${kind}`)}: ${t("gone")}`,
      }),
    [tabs, anchor, t],
  );
}

/** The tabs of the session in focus: its anchor, what was opened beside it, and the way to open more. */
export function Tabs({ session, anchor }: { session: string; anchor: string }) {
  const t = useTranslations("tabs");
  const s = useTranslations("session");
  const engine = useEngine();
  const tabs = useTabs(session);
  const front = useFrontTab(session);
  const titles = useTabTitles(session, anchor);
  const unsaved = useUnsaved(session);
  const bar = useRef<HTMLDivElement>(null);
  const note = useId();
  const ids = tabs.map((tab) => tab.id);
  const all = [ANCHOR, ...ids];
  const marked = new Set(unsaved.map((field) => tabOfField(field, ids) ?? ANCHOR));

  useEffect(() => {
    bar.current
      ?.querySelector(`[id="${CSS.escape(tabElement(front))}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [front]);

  const focus = (tab: string | undefined) => {
    if (tab !== undefined) document.getElementById(tabElement(tab))?.focus();
  };
  const go = (tab: string | undefined) => {
    if (tab === undefined) return;
    engine.selectTab(session, tab);
    focus(tab);
  };
  const close = async (tab: string) => {
    const left = all[all.indexOf(tab) - 1] ?? ANCHOR;
    const held = bar.current?.contains(document.activeElement) ?? false;
    // The keyboard goes where the front goes; what is closed behind leaves it where it was.
    if (held) focus(tab === front ? left : front);
    await engine.closeTab(session, tab);
  };
  const onKeyDown = (event: KeyboardEvent, tab: string) => {
    const at = all.indexOf(tab);
    const ahead = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const step = document.dir === "rtl" ? -ahead : ahead;
    if (step !== 0 && event.ctrlKey && event.shiftKey) {
      event.preventDefault();
      // The anchor stays first: the position is one among the others.
      if (tab !== ANCHOR && at - 1 + step >= 0) void engine.sessions.moveTab(session, tab, at - 1 + step);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (step !== 0) go(all[(at + step + all.length) % all.length]);
    else if (event.key === "Home") go(all[0]);
    else if (event.key === "End") go(all.at(-1));
    else if (event.key === "Delete" && tab !== ANCHOR) void close(tab);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={bar} className={styles.bar}>
      <div className={styles.scroll}>
        <div role="tablist" aria-label={s("tabs")} className={styles.list}>
          {all.map((id, index) => {
            const tab = tabs.find((each) => each.id === id) ?? null;
            const Icon = tab ? kindIcons[tab.kind] : null;
            const dirty = marked.has(id);
            return (
              <button
                key={id}
                type="button"
                role="tab"
                id={tabElement(id)}
                aria-selected={id === front}
                aria-controls={id === front ? PANEL : undefined}
                aria-describedby={dirty ? note : undefined}
                tabIndex={id === front ? 0 : -1}
                className={cx(styles.tab, tab && styles.closable, id === front && styles.front)}
                style={{ gridColumn: index + 1 }}
                title={tab ? titles.get(id) : undefined}
                onClick={() => engine.selectTab(session, id)}
                onAuxClick={(event) => {
                  if (event.button === 1 && tab) void close(id);
                }}
                onKeyDown={(event) => onKeyDown(event, id)}
              >
                {Icon ? <Icon size={15} aria-hidden="true" /> : null}
                <bdi className={styles.name}>{tab ? titles.get(id) : anchor}</bdi>
                {dirty ? <span className={styles.unsaved} aria-hidden="true" /> : null}
              </button>
            );
          })}
        </div>
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            aria-label={t("closeTab", { name: titles.get(tab.id) ?? "" })}
            tabIndex={tab.id === front ? 0 : -1}
            className={styles.close}
            style={{ gridColumn: index + 2 }}
            onClick={() => void close(tab.id)}
          >
            <IconX size={14} aria-hidden="true" />
          </button>
        ))}
      </div>
      <span id={note} hidden>
        {t("unsaved")}
      </span>
      <div className={styles.add}>
        <OpenPage session={session} />
      </div>
    </div>
  );
}

const offered: readonly TabKind[] = ["knowledge", "templates", "contact", "case", "dashboard", "search"];

/** The +: what can be opened beside. */
function OpenPage({ session }: { session: string }) {
  const t = useTranslations("tabs");
  return (
    <Menu
      trigger={
        <IconButton label={t("open")} small>
          <IconPlus size={17} aria-hidden="true" />
        </IconButton>
      }
    >
      <PageItems session={session} kinds={offered} />
    </Menu>
  );
}

/** Items of a menu that open tabs of these kinds, and the pages of the line of business that the admin lists. */
export function PageItems({ session, kinds }: { session: string; kinds: readonly TabKind[] }) {
  const t = useTranslations("tabs");
  const engine = useEngine();
  const pages = useStore(engine.desk, (desk) => desk.installation.pages);
  return (
    <>
      {kinds.map((kind) => {
        const Icon = kindIcons[kind];
        return (
          <MenuItem
            key={kind}
            icon={<Icon size={16} />}
            onSelect={() => void engine.openTab(session, kind, null)}
          >
            {t(`kind.${kind}`)}
          </MenuItem>
        );
      })}
      {pages.length > 0 ? <MenuSeparator /> : null}
      {pages.map((page) => (
        <MenuItem
          key={page.id}
          icon={<IconWorldWww size={16} />}
          onSelect={() => void engine.openTab(session, "page", page.id)}
        >
          {page.name}
        </MenuItem>
      ))}
    </>
  );
}
