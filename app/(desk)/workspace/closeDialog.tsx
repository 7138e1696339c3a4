"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { fateOf } from "#machines/session/fate.ts";
import type { SessionRef } from "#machines/session/machine.ts";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { MESSAGE } from "./engine/drafting.ts";
import { useEngine, useStore, useUnsaved } from "./engine/hooks.ts";
import { fieldNameOf } from "./engine/unsaved.ts";
import { policyOf } from "./policy.ts";
import { useTitle } from "./titles.tsx";
import { useNow, useWords } from "./words.ts";

const DAY = 86_400_000;

const subjectOf = (session: string) => session.slice(session.indexOf(":") + 1);

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
  const title = useTitle(subjectOf(id));
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

/** What becomes of the customer, the conversation, the capacity and what is unsaved. */
function Fate({ id, title }: { id: string; title: string }) {
  const t = useTranslations("dialog");
  const engine = useEngine();
  const words = useWords();
  const now = useNow();
  const subject = subjectOf(id);
  const view = useStore(engine.desk, (desk) => desk.conversations[subject]);
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const session = useStore(engine.desk, (desk) => desk.sessions.find((each) => each.id === id));
  if (!session) return null;
  const fate = fateOf(session, view, me);
  const item = view?.item;
  const waiting = policyOf(engine, subject)?.waitingTime ?? 28 * DAY;
  const until = item?.state === "waiting" ? item.deadline : now === null ? null : now + waiting;
  return (
    <>
      <p>
        {t(`closing.${fate.text}`, {
          name: title,
          told: t(fate.told === "parked" ? "toldParked" : "told"),
          date: until === null ? "" : words.date(until),
          days: Math.round(waiting / DAY),
        })}
      </p>
      <p>{t("closing.capacity", { units: fate.units })}</p>
      <Unsaved session={id} />
    </>
  );
}

/** The unsaved fields by name, and that they are kept. */
function Unsaved({ session }: { session: string }) {
  const t = useTranslations("dialog");
  const r = useTranslations("records");
  const unsaved = useUnsaved(session);
  if (unsaved.length === 0) return null;
  const names = unsaved.map((field) => {
    if (field === MESSAGE) return t("closing.message");
    const name = fieldNameOf(field);
    return r.has(`field.${name}`) ? r(`field.${name}`) : name;
  });
  return <p>{t("closing.drafts", { count: names.length, fields: [...new Set(names)].join(", ") })}</p>;
}
