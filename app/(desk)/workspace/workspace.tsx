"use client";
import { useEffect, useState } from "react";
import type { Desk, DraftView } from "#machines/wire/views.ts";
import { AccountMenu } from "#ui/accountMenu.tsx";
import { TopBar } from "#ui/topBar.tsx";
import { Announcer } from "./announcer.tsx";
import { Banners } from "./banners.tsx";
import { Burger } from "./burger.tsx";
import { CloseDialog } from "./closeDialog.tsx";
import { attach, engineOf } from "./engine/browser.ts";
import type { Engine } from "./engine/engine.ts";
import { EngineProvider, useEngine, useSelected, useStore } from "./engine/hooks.ts";
import { LineStatus } from "./lineStatus.tsx";
import { Offers } from "./offers.tsx";
import { Palette } from "./palette/palette.tsx";
import { PresenceMenu } from "./presenceMenu.tsx";
import { SessionPanel } from "./sessionPanel.tsx";
import { SessionView } from "./sessionView.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { SoundBlocked, SoundChoice } from "./sound.tsx";
import { type FirstRows, seedStreams } from "./streams/useStream.ts";
import { useTabSign } from "./tabSign.ts";
import { TitlesProvider, useOpenTitles } from "./titles.tsx";
import { useWords } from "./words.ts";
import styles from "./workspace.module.css";

export type WorkspaceProps = { desk: Desk; drafts: DraftView[]; streams: FirstRows };

/** The agent's desk: the bar, the session panel, and the session in focus. */
export function Workspace({ desk, drafts, streams }: WorkspaceProps) {
  const [engine] = useState<Engine>(() => {
    const made = engineOf(desk, drafts);
    seedStreams(made, streams);
    return made;
  });
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
  const titles = useOpenTitles();
  const me = useStore(engine.desk, (desk) => desk.me);
  const selected = useSelected();
  useShortcuts();
  useTabSign();
  return (
    <div className={styles.desk}>
      <TopBar
        burger={<Burger />}
        center={<Palette />}
        line={
          <>
            <SoundBlocked />
            <LineStatus />
          </>
        }
        presence={<PresenceMenu />}
        account={
          <AccountMenu
            person={me}
            openDesk={() => ({
              desk: engine.desk.get(),
              unsaved: Object.entries(engine.drafting.unsaved.get()).flatMap(([session, fields]) =>
                fields.length > 0 ? [session] : [],
              ),
            })}
            words={{
              titleOf: (subject) => titles.get(subject) ?? null,
              date: words.date,
              now: () => engine.clock.now(),
            }}
            beforeSignOut={() => engine.settle()}
          >
            <SoundChoice />
          </AccountMenu>
        }
      />
      <div className={styles.body}>
        <SessionPanel />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Banners />
          <SessionView session={selected} />
        </main>
      </div>
      <Offers />
      <CloseDialog />
      <Announcer />
    </div>
  );
}
