"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useEngine, useStore } from "./engine/hooks.ts";
import { iconWith } from "./engine/signIcon.ts";

/**
 * The title and the icon of the browser's tab count what waits: messages that nobody has read, and incoming
 * requests.
 */
export function useTabSign(): void {
  const t = useTranslations("desk");
  const engine = useEngine();
  const read = useStore(engine.reader.read, (all) => all);
  const unread = useStore(engine.desk, (desk) =>
    desk.sessions.reduce((sum, { subject }) => {
      const item = desk.conversations[subject]?.item;
      return sum + (item && item.lastSeq > (read[subject] ?? 0) ? item.unread : 0);
    }, 0),
  );
  const requests = useSelector(engine.actor, (state) => Object.keys(state.context.offers).length);
  const waiting = unread + requests;
  useEffect(() => {
    document.title = t("documentTitle", { unread: waiting });
  }, [t, waiting]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!icon || waiting === 0) return;
    const own = icon.href;
    icon.href = iconWith(waiting);
    return () => {
      icon.href = own;
    };
  }, [waiting]);
}
