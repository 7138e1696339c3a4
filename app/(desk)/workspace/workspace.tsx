"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Desk, DraftView } from "#machines/wire/views.ts";
import { AccountMenu } from "#ui/accountMenu.tsx";
import { TopBar } from "#ui/topBar.tsx";
import { Announcer } from "./announcer.tsx";
import { Banners } from "./banners.tsx";
import { Burger } from "./burger.tsx";
import { CloseDialog } from "./closeDialog.tsx";
import { ConversationSession } from "./conversationSession.tsx";
import { attach, engineOf } from "./engine/browser.ts";
import type { Engine } from "./engine/engine.ts";
import { EngineProvider, HOME, useEngine, useSelected, useStore } from "./engine/hooks.ts";
import { Home } from "./home.tsx";
import { LineStatus } from "./lineStatus.tsx";
import { Offers } from "./offers.tsx";
import { PresenceMenu } from "./presenceMenu.tsx";
import { SessionPanel } from "./sessionPanel.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { TitlesProvider } from "./titles.tsx";
import { useWords } from "./words.ts";
import styles from "./workspace.module.css";

/** The agent's desk: the bar, the session panel, and the session in focus. */
export function Workspace({ desk, drafts }: { desk: Desk; drafts: DraftView[] }) {
  const [engine] = useState<Engine>(() => engineOf(desk, drafts));
  useEffect(() => attach(engine), [engine]);
  return (
    <EngineProvider value={engine}>
      <TitlesProvider>
        <Frame />
      </TitlesProvider>
    </EngineProvider>
  );
}

function Frame() {
  const engine = useEngine();
  const words = useWords();
  const me = useStore(engine.desk, (desk) => desk.me);
  const selected = useSelected();
  useShortcuts();
  useDocumentTitle();
  const subject = selected.startsWith("conversation:") ? selected.slice("conversation:".length) : null;
  return (
    <div className={styles.desk}>
      <TopBar
        burger={<Burger />}
        line={<LineStatus />}
        presence={<PresenceMenu />}
        account={
          <AccountMenu
            person={me}
            workItems={() => engine.desk.get().items.mine}
            titleOf={words.name}
            beforeSignOut={async () => engine.hidden()}
          />
        }
      />
      <div className={styles.body}>
        <SessionPanel />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Banners />
          {selected === HOME || subject === null ? (
            <Home />
          ) : (
            <ConversationSession key={selected} session={selected} conversation={subject} />
          )}
        </main>
      </div>
      <Offers />
      <CloseDialog />
      <Announcer />
    </div>
  );
}

/** The number of unread messages stands in the title of the browser's tab. */
function useDocumentTitle() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const read = useStore(engine.reader.read, (all) => all);
  const unread = useStore(engine.desk, (desk) =>
    desk.sessions.reduce((sum, { subject }) => {
      const item = desk.conversations[subject]?.item;
      return sum + (item && item.lastSeq > (read[subject] ?? 0) ? item.unread : 0);
    }, 0),
  );
  useEffect(() => {
    document.title = t("documentTitle", { unread });
  }, [t, unread]);
}
