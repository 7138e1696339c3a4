"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Empty } from "#ui/bits.tsx";
import { CommunicationPanel } from "./communicationPanel.tsx";
import styles from "./conversation.module.css";
import { Details } from "./details.tsx";
import { useEngine, useItem } from "./engine/hooks.ts";

/** One conversation's session: its tabs, and on the anchor tab the communication panel and the details. */
export function ConversationSession({ session, conversation }: { session: string; conversation: string }) {
  const t = useTranslations("session");
  const engine = useEngine();
  const item = useItem(conversation);
  const loaded = item !== undefined;
  useEffect(() => {
    if (!loaded) return;
    const place = engine.window.get().places[session];
    void engine.threads.need(conversation, place?.atEnd === false ? place.seq : undefined);
    void engine.loadDetails(conversation);
  }, [engine, session, conversation, loaded]);
  return (
    <div className={styles.session}>
      <div role="tablist" aria-label={t("tabs")} className={styles.tabs}>
        <button
          type="button"
          role="tab"
          id="tab-anchor"
          aria-selected="true"
          aria-controls="panel-anchor"
          className={styles.tab}
        >
          {t("anchor")}
        </button>
      </div>
      <div role="tabpanel" id="panel-anchor" aria-labelledby="tab-anchor" className={styles.anchor}>
        {item ? (
          <>
            <CommunicationPanel session={session} item={item} />
            <Details item={item} />
          </>
        ) : (
          <Empty title={t("gone.unreadable")} />
        )}
      </div>
    </div>
  );
}
