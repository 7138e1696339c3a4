"use client";
import { IconArrowDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Fragment, useMemo } from "react";
import type { MessageView, WorkItem } from "#machines/wire/views.ts";
import { Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useEngine, useStore } from "./engine/hooks.ts";
import type { Outgoing } from "./engine/outbox.ts";
import { firstUnread, noThread } from "./engine/threads.ts";
import { Bubble, NoticeLine, PendingBubble } from "./message.tsx";
import styles from "./messages.module.css";
import { useTitle } from "./titles.tsx";
import { useAnchoredScroll } from "./useAnchoredScroll.ts";
import { useNow, useWords } from "./words.ts";

const NOTHING: Outgoing[] = [];

/** The transcript: what is being read stays where it is, whatever comes. */
export function MessageLog({ session, item }: { session: string; item: WorkItem }) {
  const t = useTranslations("session");
  const engine = useEngine();
  const thread = useStore(engine.threads.store, (all) => all[item.id] ?? noThread);
  const older = useStore(engine.threads.older, (all) => all[item.id]);
  const outbox = useStore(engine.outbox, (all) => all);
  const divider = useStore(engine.reader.dividers, (all) => all[item.id]);
  const { messages } = thread;
  const pending = useMemo(() => {
    const shown = new Set(messages.map((message) => message.id));
    const mine = outbox.filter((entry) => entry.conversation === item.id && !shown.has(entry.id));
    return mine.length === 0 ? NOTHING : mine;
  }, [outbox, messages, item.id]);
  const unreadFrom = useMemo(
    () =>
      divider
        ? firstUnread(
            messages.filter((message) => message.seq <= divider.seq),
            divider.unread,
          )
        : null,
    [messages, divider],
  );
  const ready = thread.status === "ready" || messages.length > 0;
  const { log, onScroll, newer, toEnd } = useAnchoredScroll({
    session,
    ready,
    messages,
    pending: pending.length,
    more: thread.more && older !== "failed",
    onTop: () => void engine.threads.loadOlder(item.id),
  });
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={log} role="log" aria-label={t("log")} tabIndex={0} className={styles.log} onScroll={onScroll}>
        {thread.status === "failed" && messages.length === 0 ? (
          <Notice action={<Button onClick={() => void engine.threads.need(item.id)}>{t("retry")}</Button>}>
            {t("failedMessages")}
          </Notice>
        ) : null}
        {!ready && thread.status !== "failed" ? <Loading>{t("loadingMessages")}</Loading> : null}
        {ready ? (
          <Beginning
            more={thread.more}
            older={older}
            empty={messages.length + pending.length === 0}
            retry={() => void engine.threads.loadOlder(item.id)}
          />
        ) : null}
        <Days
          messages={messages}
          unreadFrom={unreadFrom}
          unread={divider?.unread ?? 0}
          conversation={item.id}
        />
        {pending.map((entry) => (
          <PendingBubble key={entry.id} entry={entry} onRetry={() => engine.retry(entry.id)} />
        ))}
      </div>
      {newer === null ? null : (
        <button type="button" className={styles.toEnd} onClick={toEnd}>
          <IconArrowDown size={14} aria-hidden="true" />
          {newer > 0 ? t("toNew", { count: newer }) : <span className="heard">{t("toEnd")}</span>}
        </button>
      )}
      <TypingLine conversation={item.id} />
    </div>
  );
}

function Beginning(props: {
  more: boolean;
  older: "loading" | "failed" | undefined;
  empty: boolean;
  retry: () => void;
}) {
  const t = useTranslations("session");
  if (props.older === "failed") {
    return (
      <p className={styles.aside}>
        {t("failedMessages")}{" "}
        <Button small onClick={props.retry}>
          {t("retry")}
        </Button>
      </p>
    );
  }
  if (props.more) return <p className={styles.aside}>{t("loadingOlder")}</p>;
  return <p className={styles.aside}>{props.empty ? t("noMessages") : t("start")}</p>;
}

function Days(props: {
  messages: MessageView[];
  unreadFrom: number | null;
  unread: number;
  conversation: string;
}) {
  const t = useTranslations("session");
  const words = useWords();
  const now = useNow();
  const title = useTitle(props.conversation);
  let day = "";
  return props.messages.map((message) => {
    const its = now === null ? "" : words.day(message.at, now);
    const first = its !== day;
    day = its;
    return (
      <Fragment key={message.id}>
        {first ? <p className={styles.day}>{its}</p> : null}
        {message.seq === props.unreadFrom ? (
          <p className={styles.unread} data-divider="unread">
            <span>{t("newDivider", { count: props.unread })}</span>
          </p>
        ) : null}
        {message.notice ? <NoticeLine message={message} /> : <Bubble message={message} customer={title} />}
      </Fragment>
    );
  });
}

/** Stands in a line of its own, always there, so that nothing moves when somebody types. */
function TypingLine({ conversation }: { conversation: string }) {
  const t = useTranslations("session");
  const engine = useEngine();
  const title = useTitle(conversation);
  const types = useStore(engine.customers.store, (all) => all[conversation] === true);
  return (
    <p className={styles.typing} aria-live="polite">
      {types ? t("typing", { name: title }) : null}
    </p>
  );
}
