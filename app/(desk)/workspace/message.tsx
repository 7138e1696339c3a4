"use client";
import { IconAlertCircle, IconClock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { MessageView } from "#machines/wire/views.ts";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import type { Outgoing } from "./engine/outbox.ts";
import { pieces } from "./engine/writing.ts";
import styles from "./messages.module.css";
import { useFault, useNow, useWords } from "./words.ts";

/** Text with its lines kept and its addresses as links; nothing else is read into it. */
export function MessageText({ text }: { text: string }) {
  return (
    <p className={styles.text} dir="auto">
      {pieces(text).map((piece, index) =>
        piece.kind === "text" ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their places
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ),
      )}
    </p>
  );
}

function Time({ at }: { at: number }) {
  const words = useWords();
  const now = useNow();
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()}>
      {now === null ? "" : words.time(at)}
    </time>
  );
}

export const Bubble = memo(function Bubble({
  message,
  customer,
}: {
  message: MessageView;
  customer: string;
}) {
  const t = useTranslations("session");
  const mine = message.side === "agent";
  return (
    <div
      className={cx(styles.bubble, mine && styles.mine)}
      data-message={message.id}
      data-message-state="sent"
      data-side={message.side}
    >
      <span className="heard">{mine ? (message.author ?? t("you")) : customer}: </span>
      <MessageText text={message.text} />
      <Time at={message.at} />
    </div>
  );
});

/** What this agent sent and the log has not shown yet. */
export function PendingBubble({ entry, onRetry }: { entry: Outgoing; onRetry: () => void }) {
  const t = useTranslations("session");
  const fault = useFault();
  const failed = entry.state === "failed";
  return (
    <div
      className={cx(styles.bubble, styles.mine, failed && styles.failed)}
      data-message={entry.id}
      data-message-state={entry.state}
      data-side="agent"
    >
      <span className="heard">{t("you")}: </span>
      <MessageText text={entry.text} />
      {failed ? (
        <p className={styles.reason} role="alert">
          <IconAlertCircle size={15} aria-hidden="true" />
          <span>
            {t("failed")}. {fault({ message: entry.reason ?? "unexpected" })}
          </span>
          <Button small onClick={onRetry}>
            {t("retry")}
          </Button>
        </p>
      ) : (
        <span className={styles.time}>
          {entry.state === "pending" ? <IconClock size={12} aria-hidden="true" /> : null} {t(entry.state)}
        </span>
      )}
    </div>
  );
}

/** What the program says in the transcript. */
export function NoticeLine({ message }: { message: MessageView }) {
  const t = useTranslations("notice");
  const words = useWords();
  const now = useNow();
  return (
    <p className={styles.aside} data-message={message.id}>
      {message.notice ? t(message.notice) : null}
      {now === null ? null : ` · ${words.time(message.at)}`}
    </p>
  );
}
