"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { CommunicationPanel } from "./communicationPanel.tsx";
import styles from "./conversation.module.css";
import { Details } from "./details.tsx";
import { useDraft, useEngine, useItem } from "./engine/hooks.ts";
import { GoneNotice } from "./goneNotice.tsx";
import { useTitle } from "./titles.tsx";

/** A conversation's anchor tab: the communication panel and the details. */
export function ConversationSession({ session, conversation }: { session: string; conversation: string }) {
  const engine = useEngine();
  const item = useItem(conversation);
  const loaded = item !== undefined;
  useEffect(() => {
    if (!loaded) return;
    const place = engine.window.get().places[session];
    void engine.threads.need(conversation, place?.atEnd === false ? place.seq : undefined);
    void engine.loadDetails(conversation);
  }, [engine, session, conversation, loaded]);
  if (!item) return <Unreadable session={session} conversation={conversation} />;
  return (
    <div className={styles.anchor}>
      <CommunicationPanel session={session} item={item} />
      <Details item={item} />
    </div>
  );
}

/** It may not be read any more. What was written for it is the agent's own, and stays theirs. */
function Unreadable({ session, conversation }: { session: string; conversation: string }) {
  const t = useTranslations("session.gone");
  const title = useTitle(conversation);
  const draft = useDraft(session);
  const text = useSelector(draft, (state) => state?.context.text ?? "");
  return (
    <div className={styles.unreadable}>
      <h1 className={styles.name}>
        <bdi>{title}</bdi>
      </h1>
      <GoneNotice session={session} item={undefined} />
      {text.trim() === "" ? null : (
        <label className={styles.kept}>
          {t("yourDraft")}
          <textarea readOnly value={text} rows={6} dir="auto" />
        </label>
      )}
    </div>
  );
}
