"use client";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useDraft, useEngine, useStore } from "./engine/hooks.ts";
import { type Standing, standingOf } from "./standing.ts";

/** What its session has to say of a conversation that is not this agent's to go on with; null for nothing. */
export function useStanding(session: string, item: WorkItem | undefined): Standing | null {
  const engine = useEngine();
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const view = useStore(engine.desk, (desk) => desk.sessions.find((each) => each.id === session));
  const ref = useSelector(engine.actor, (state) => state.context.sessions[session]);
  const gone = useSelector(ref, (state) => state?.context.gone ?? null);
  return view ? standingOf({ item, session: view, me, gone }) : null;
}

/** Says what became of the conversation meanwhile, and gives back what was written and not sent. */
export function GoneNotice({ session, item, className }: GoneNoticeProps) {
  const t = useTranslations("session.gone");
  const standing = useStanding(session, item);
  const draft = useDraft(session);
  const text = useSelector(draft, (state) => state?.context.text ?? "");
  if (!standing) return null;
  const written = text.trim() !== "" && item?.state !== "wrapUp";
  return (
    <Notice
      tone={standing === "customerEnded" || standing === "customerGone" ? "accent" : "warn"}
      live="status"
      {...(className ? { className } : {})}
      action={written ? <Copy text={text} /> : null}
    >
      {t(standing, { name: item?.owner?.name ?? t("somebody") })} {written ? t("draftKept") : null}
    </Notice>
  );
}
type GoneNoticeProps = { session: string; item: WorkItem | undefined; className?: string | undefined };

function Copy({ text }: { text: string }) {
  const t = useTranslations("session.gone");
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => setDone(true),
      // Refused by the browser: the text stands there to be copied by hand.
      () => setDone(false),
    );
  };
  const Icon = done ? IconCheck : IconCopy;
  return (
    <Button small icon={<Icon size={15} aria-hidden="true" />} onClick={() => void copy()}>
      {done ? t("copied") : t("copy")}
    </Button>
  );
}
