"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { SessionRef } from "#machines/session/machine.ts";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { useDraft, useEngine, useItem, useStore } from "./engine/hooks.ts";
import { policyOf, unitsHeld } from "./policy.ts";
import { useTitle } from "./titles.tsx";
import { useNow, useWords } from "./words.ts";

const DAY = 86_400_000;

/** One dialog for each session that is being closed; each says what will become of its conversation. */
export function CloseDialog() {
  const sessions = useSelector(useEngine().actor, (state) => state.context.sessions);
  return Object.entries(sessions).map(([id, ref]) => <CloseOne key={id} id={id} session={ref} />);
}

function CloseOne({ id, session }: { id: string; session: SessionRef }) {
  const t = useTranslations("dialog");
  const cancel = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const asked = useSelector(session, (state) => state.matches("confirming") || state.matches("closing"));
  const busy = useSelector(session, (state) => state.matches("closing"));
  const title = useTitle(id.slice("conversation:".length));
  const wasOpen = useRef(false);
  // Taken while rendering: when the dialog is there the focus is in it already.
  if (asked && !wasOpen.current && typeof document !== "undefined") {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  }
  wasOpen.current = asked;
  return (
    <Dialog
      open={asked}
      onCancel={() => session.send({ type: "close.cancelled" })}
      title={t("closeTitle")}
      initialFocus={cancel}
      finalFocus={() => focusAfter(opener.current)}
      description={<Fate id={id} title={title} />}
      actions={
        <>
          <Button ref={cancel} onClick={() => session.send({ type: "close.cancelled" })}>
            {t("cancel")}
          </Button>
          <Button look="primary" busy={busy} onClick={() => session.send({ type: "close.confirmed" })}>
            {t("close")}
          </Button>
        </>
      }
    />
  );
}

/** Back to where it was; what was closed with its session hands over to the session now in focus. */
function focusAfter(opener: HTMLElement | null): HTMLElement | null {
  if (opener?.isConnected && opener !== document.body) return opener;
  return document.querySelector<HTMLElement>('#sessions [aria-current="true"]');
}

function Fate({ id, title }: { id: string; title: string }) {
  const t = useTranslations("dialog");
  const engine = useEngine();
  const words = useWords();
  const now = useNow();
  const conversation = id.slice("conversation:".length);
  const item = useItem(conversation);
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const draft = useDraft(id);
  const unsent = useSelector(draft, (state) => (state?.context.text ?? "").trim() !== "");
  if (!item) return null;
  const mine = item.owner?.id === me;
  const policy = policyOf(engine, conversation);
  const units = mine ? unitsHeld(engine, conversation, item.state) : 0;
  const waiting = policy?.waitingTime ?? 28 * DAY;
  const days = Math.round(waiting / DAY);
  return (
    <>
      <p>
        {mine && item.state === "active" && item.chart === "liveChat"
          ? t("closing.liveActive", { name: title, told: t("told") })
          : null}
        {mine && item.state === "active" && item.chart === "persistentChat" && now !== null
          ? t("closing.persistentActive", { name: title, date: words.date(now + waiting), days })
          : null}
        {mine && item.state === "wrapUp" ? t("closing.wrapUp") : null}
        {mine && (item.state === "active" || item.state === "wrapUp") ? null : t("closing.readable")}
      </p>
      <p>{t("closing.capacity", { units })}</p>
      {unsent ? <p>{t("closing.draft")}</p> : null}
    </>
  );
}
