"use client";
import { IconDots, IconPlayerPlay, IconUserCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { TabKind } from "#machines/wire/records.ts";
import type { ConversationState, WorkItem } from "#machines/wire/views.ts";
import { Chip, type Tone } from "#ui/bits.tsx";
import { Button, IconButton } from "#ui/button.tsx";
import { Menu } from "#ui/menu.tsx";
import { Composer } from "./composer.tsx";
import styles from "./conversation.module.css";
import { EndDialog } from "./endDialog.tsx";
import { useCan, useEngine } from "./engine/hooks.ts";
import { GoneNotice } from "./goneNotice.tsx";
import { MessageLog } from "./messageLog.tsx";
import { PageItems } from "./tabs.tsx";
import { useTitle } from "./titles.tsx";
import { clockOf, useNow, useWords } from "./words.ts";

export const stateTone: Record<ConversationState, Tone> = {
  queued: "warn",
  offered: "warn",
  active: "good",
  waiting: "accent",
  wrapUp: "warn",
  ended: "plain",
};

/** Messages of both sides, the composer, and what can be done with the conversation. */
export function CommunicationPanel({ session, item }: { session: string; item: WorkItem }) {
  const t = useTranslations("session");
  const engine = useEngine();
  const words = useWords();
  const title = useTitle(item.id);
  const [ending, setEnding] = useState(false);
  const [resuming, setResuming] = useState(false);
  const endButton = useRef<HTMLButtonElement>(null);
  const canEnd = useCan(item.id, "conversation.end");
  const canContinue = useCan(item.id, "conversation.continue") && item.state === "wrapUp";
  const canPick = useCan(item.id, "agent.picked") && item.state === "queued";
  const canOpen = item.state === "waiting";

  async function resume() {
    setResuming(true);
    await engine.deeds.resume(item);
    setResuming(false);
    engine.wantsKeyboard.set(session);
  }

  return (
    <section aria-label={t("panel")} data-conversation-state={item.state} className={styles.panel}>
      <header className={styles.head}>
        <div className={styles.headText}>
          <h1 className={styles.name}>{title || words.name(item)}</h1>
          <p className={styles.chips}>
            <Chip tone={stateTone[item.state]}>{t(`state.${item.state}`)}</Chip>
            <Chip>{words.channel(item)}</Chip>
            <Deadline item={item} />
          </p>
        </div>
        <div className={styles.headActions}>
          {canContinue ? (
            <Button
              icon={<IconPlayerPlay size={16} aria-hidden="true" />}
              busy={resuming}
              onClick={() => void resume()}
            >
              {t("continue")}
            </Button>
          ) : null}
          {canPick ? (
            <Button
              look="primary"
              icon={<IconUserCheck size={16} aria-hidden="true" />}
              onClick={() => void engine.deeds.take("conversation.pick", item)}
            >
              {t("pick")}
            </Button>
          ) : null}
          {canOpen ? (
            <Button look="primary" onClick={() => void engine.deeds.take("conversation.open", item)}>
              {t("reopen")}
            </Button>
          ) : null}
          <MoreOptions session={session} />
          {item.state === "active" ? (
            <Button ref={endButton} disabled={!canEnd} onClick={() => setEnding(true)}>
              {t("end")}
            </Button>
          ) : null}
        </div>
      </header>
      <GoneNotice session={session} item={item} className={styles.notice} />
      <MessageLog session={session} item={item} />
      <Composer session={session} item={item} />
      <EndDialog item={item} open={ending} onClose={() => setEnding(false)} opener={endButton} />
    </section>
  );
}

/** What may be looked up for the customer, beside the conversation. */
function MoreOptions({ session }: { session: string }) {
  const t = useTranslations();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t("table.more")}>
          <IconDots size={18} aria-hidden="true" />
        </IconButton>
      }
    >
      <PageItems session={session} kinds={besideConversation} />
    </Menu>
  );
}
const besideConversation: readonly TabKind[] = ["knowledge", "templates"];

/** When it ends by itself, as long as somebody may be surprised by it. */
function Deadline({ item }: { item: WorkItem }) {
  const t = useTranslations("session.deadline");
  const now = useNow();
  const words = useWords();
  if (item.deadline === null || now === null) return null;
  const left = item.deadline - now;
  if (item.state === "wrapUp") {
    return (
      <Chip tone={left < 120_000 ? "bad" : "warn"}>
        <span className="tabular">
          {t("wrapUp", { left: left < 3_600_000 ? clockOf(left) : words.span(left) })}
        </span>
      </Chip>
    );
  }
  if (item.state === "waiting")
    return <Chip tone="plain">{t("waiting", { date: words.date(item.deadline) })}</Chip>;
  return null;
}
