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
import { timeOf, useFault } from "./words.ts";

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

/**
 * A message, with the day above it where a day begins, and the line above the first of `unread`. There may be
 * very many of them: a row reads nothing that changes with time.
 */
export const MessageRow = memo(function MessageRow(props: {
  message: MessageView;
  day: string | null;
  /** 0: the line does not stand here. */
  unread: number;
  customer: string;
  you: string;
}) {
  const { message, day, unread } = props;
  return (
    <div className={styles.row}>
      {day === null ? null : <p className={styles.day}>{day}</p>}
      {unread > 0 ? <UnreadLine count={unread} /> : null}
      {message.notice ? (
        <NoticeLine message={message} />
      ) : (
        <Bubble
          message={message}
          who={message.side === "agent" ? (message.author ?? props.you) : props.customer}
        />
      )}
    </div>
  );
});

function UnreadLine({ count }: { count: number }) {
  const t = useTranslations("session");
  return (
    <p className={styles.unread} data-divider="unread">
      <span>{t("newDivider", { count })}</span>
    </p>
  );
}

function Bubble({ message, who }: { message: MessageView; who: string }) {
  return (
    <div
      className={cx(styles.bubble, message.side === "agent" && styles.mine)}
      data-message={message.id}
      data-message-state="sent"
      data-side={message.side}
    >
      <span className="heard">{who}: </span>
      <MessageText text={message.text} />
      <time className={styles.time} dateTime={new Date(message.at).toISOString()}>
        {timeOf(message.at)}
      </time>
    </div>
  );
}

/** What this agent sent and the log has not shown yet. */
export const PendingRow = memo(function PendingRow({
  entry,
  onRetry,
}: {
  entry: Outgoing;
  onRetry: (id: string) => void;
}) {
  const t = useTranslations("session");
  const fault = useFault();
  const failed = entry.state === "failed";
  return (
    <div className={styles.row}>
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
            <Button small onClick={() => onRetry(entry.id)}>
              {t("retry")}
            </Button>
          </p>
        ) : (
          <span className={styles.time}>
            {entry.state === "pending" ? <IconClock size={12} aria-hidden="true" /> : null} {t(entry.state)}
          </span>
        )}
      </div>
    </div>
  );
});

/** What the program says in the transcript. */
function NoticeLine({ message }: { message: MessageView }) {
  const t = useTranslations("notice");
  return (
    <p className={styles.aside} data-message={message.id}>
      {message.notice ? t(message.notice) : null} · {timeOf(message.at)}
    </p>
  );
}

/** Stands for a message that is on its way from the server. */
export function Gap() {
  return (
    <div className={styles.row} aria-hidden="true">
      <div className={styles.gap} />
    </div>
  );
}
