"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { EntityKind, TabKind } from "#machines/wire/records.ts";
import { ANCHOR, HOME } from "#machines/workspace/ids.ts";
import { ConversationSession } from "./conversationSession.tsx";
import {
  useEngine,
  useFrontTab,
  useOrder,
  useSelected,
  useStore,
  useTabParams,
  useTabs,
} from "./engine/hooks.ts";
import { keyOf } from "./engine/sessions.ts";
import { conversationOf } from "./engine/subject.ts";
import { type Here, HereProvider } from "./here.tsx";
import { Home } from "./home.tsx";
import { PageOf } from "./pages/registry.tsx";
import styles from "./sessionView.module.css";
import { PANEL, Tabs, tabElement } from "./tabs.tsx";
import { useTitle } from "./titles.tsx";

const entities: readonly EntityKind[] = ["contact", "account", "case"];
const entityOf = (session: string) => entities.find((kind) => session.startsWith(`${kind}:`)) ?? null;

/** How a session's first tab is called. */
function useAnchorTitle(session: string): string {
  const t = useTranslations("tabs");
  const s = useTranslations("session");
  const title = useTitle(session.slice(session.indexOf(":") + 1));
  if (session === HOME) return t("kind.dashboard");
  return conversationOf(session) ? s("anchor") : title;
}

/** The session in focus, or Home: its tabs, and the one in front. */
export function SessionView({ session }: { session: string }) {
  const front = useFrontTab(session);
  const anchor = useAnchorTitle(session);
  const shown = useTabs(session).find((tab) => tab.id === front);
  return (
    <div className={styles.session}>
      <Tabs session={session} anchor={anchor} />
      {shown?.kind === "page" ? null : (
        <TabPanel key={keyOf(session, front)} session={session} tab={front} kind={shown?.kind ?? null}>
          {shown ? (
            <TabPage session={session} tab={front} kind={shown.kind} subject={shown.subject} />
          ) : (
            <Anchor session={session} />
          )}
        </TabPanel>
      )}
      <KeptPages />
    </div>
  );
}

/** What stands in a tab; it scrolls by itself, and is found again where it was left. */
function TabPanel(props: { session: string; tab: string; kind: TabKind | null; children: ReactNode }) {
  const { session, tab, kind, children } = props;
  const here = useMemo<Here>(
    () => ({
      session,
      tab,
      kind: kind ?? entityOf(session) ?? (session === HOME ? "dashboard" : "conversation"),
    }),
    [session, tab, kind],
  );
  const panel = useRef<HTMLDivElement>(null);
  useScroll(panel, keyOf(session, tab));
  return (
    <HereProvider value={here}>
      <div
        ref={panel}
        role="tabpanel"
        id={PANEL}
        aria-labelledby={tabElement(tab)}
        className={kind === null && conversationOf(session) ? styles.filled : styles.panel}
      >
        {children}
      </div>
    </HereProvider>
  );
}

function Anchor({ session }: { session: string }) {
  const conversation = conversationOf(session);
  if (conversation) return <ConversationSession session={session} conversation={conversation} />;
  const kind = entityOf(session);
  if (!kind) return <Home />;
  return <TabPage session={session} tab={ANCHOR} kind={kind} subject={session.slice(kind.length + 1)} />;
}

function TabPage(props: { session: string; tab: string; kind: TabKind; subject: string | null }) {
  const [params, saveParams] = useTabParams(props.session, props.tab);
  return <PageOf {...props} params={params} saveParams={saveParams} />;
}

/**
 * Keeps how far a panel was read, and goes there again as soon as there is enough in it: what a page shows
 * may come later than the page.
 */
function useScroll(panel: React.RefObject<HTMLDivElement | null>, key: string): void {
  const engine = useEngine();
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    let wanted = engine.window.get().scrolls[key] ?? 0;
    const seek = () => {
      if (wanted === 0) return;
      element.scrollTop = wanted;
      if (Math.abs(element.scrollTop - wanted) < 1) wanted = 0;
    };
    const keep = () => {
      if (wanted === 0)
        engine.keep({ scrolls: { ...engine.window.get().scrolls, [key]: element.scrollTop } });
    };
    const give = () => {
      wanted = 0;
    };
    const grown = new MutationObserver(seek);
    grown.observe(element, { childList: true, subtree: true });
    seek();
    element.addEventListener("scrollend", keep);
    // Whoever scrolls by themselves is not brought anywhere.
    for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"] as const)
      element.addEventListener(sign, give, { passive: true });
    return () => {
      grown.disconnect();
      keep();
      element.removeEventListener("scrollend", keep);
      for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"] as const)
        element.removeEventListener(sign, give);
    };
  }, [engine, panel, key]);
}

/**
 * The pages of the line of business that were looked at, of all open sessions: they are not ours, keep their
 * state where we cannot see it, and would begin anew each time. So they stay, and are hidden while others are
 * in front.
 */
function KeptPages() {
  const engine = useEngine();
  const selected = useSelected();
  const front = useFrontTab(selected);
  const order = useOrder();
  const sessions = useStore(engine.desk, (desk) => desk.sessions);
  const home = useStore(engine.desk, (desk) => desk.home.tabs);
  const open = [
    ...home.map((tab) => ({ session: HOME, tab })),
    ...sessions
      .filter(({ id }) => order.includes(id))
      .flatMap(({ id, tabs }) => tabs.map((tab) => ({ session: id, tab }))),
  ]
    .filter(({ tab }) => tab.kind === "page")
    // In an order of their own: a frame that is moved in the page begins anew.
    .sort((a, b) => (keyOf(a.session, a.tab.id) < keyOf(b.session, b.tab.id) ? -1 : 1));
  const inFront = open.find(({ session, tab }) => session === selected && tab.id === front);
  const shownKey = inFront ? keyOf(inFront.session, inFront.tab.id) : null;
  const [seen, setSeen] = useState<readonly string[]>([]);
  if (shownKey !== null && !seen.includes(shownKey)) setSeen([...seen, shownKey]);
  return open.map(({ session, tab }) => {
    const key = keyOf(session, tab.id);
    if (!seen.includes(key) && key !== shownKey) return null;
    const on = key === shownKey;
    return (
      <div
        key={key}
        role="tabpanel"
        {...(on ? { id: PANEL, "aria-labelledby": tabElement(tab.id) } : {})}
        hidden={!on}
        className={styles.filled}
      >
        <HereProvider value={{ session, tab: tab.id, kind: "page" }}>
          <TabPage session={session} tab={tab.id} kind="page" subject={tab.subject} />
        </HereProvider>
      </div>
    );
  });
}
