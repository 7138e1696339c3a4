"use client";
import { IconArrowDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { Virtualizer } from "virtua";
import type { WorkItem } from "#machines/wire/views.ts";
import { Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useEngine, useStore } from "./engine/hooks.ts";
import type { Outgoing } from "./engine/outbox.ts";
import { at, firstUnread, newerThan, noThread } from "./engine/threads.ts";
import { Gap, MessageRow, PendingRow } from "./message.tsx";
import styles from "./messages.module.css";
import { useTitle } from "./titles.tsx";
import { useLogScroll } from "./useLogScroll.ts";
import { useToday, useWords } from "./words.ts";

const NOTHING: Outgoing[] = [];
/** A log of so many rows stands in the page as a whole: found by the browser's search, read in one go. */
const WHOLE = 60;
/** Pixels above and below what is seen that stand in the page. */
const AROUND = 600;

/** The transcript: what is being read stays where it is, whatever comes, and however long it is. */
export function MessageLog({ session, item }: { session: string; item: WorkItem }) {
  const t = useTranslations("session");
  const engine = useEngine();
  const words = useWords();
  const today = useToday();
  const title = useTitle(item.id);
  const thread = useStore(engine.threads.store, (all) => all[item.id] ?? noThread);
  const missed = useStore(engine.threads.missed, (all) => all[item.id] === true);
  const outbox = useStore(engine.outbox, (all) => all);
  const divider = useStore(engine.reader.dividers, (all) => all[item.id]);
  const { last } = thread;
  const pending = useMemo(() => {
    const mine = outbox.filter((entry) => entry.conversation === item.id);
    if (mine.length === 0) return NOTHING;
    const shown = new Set<string>();
    for (let seq = last; seq > Math.max(0, last - 200); seq -= 1) shown.add(at(thread, seq)?.id ?? "");
    return mine.filter((entry) => !shown.has(entry.id));
  }, [outbox, thread, last, item.id]);
  const unreadFrom = useMemo(
    () => (divider ? firstUnread(thread, divider.seq, divider.unread) : null),
    [thread, divider],
  );
  const ready = thread.status === "ready" || thread.pages.size > 0;
  const data = useMemo(() => ({ length: 1 + last + pending.length }), [last, pending.length]);
  const whole = useMemo(() => (data.length <= WHOLE ? Array.from(data, (_, row) => row) : undefined), [data]);
  const { log, list, cache, onScroll, onResize, onKeyDown, left, toEnd } = useLogScroll({
    session,
    ready,
    rows: data.length,
    pending: pending.length,
    last,
    unread: unreadFrom,
    onSight: (from, to) => engine.threads.want(item.id, from, to),
  });
  const unread = divider?.unread ?? 0;
  const retry = useCallback((id: string) => engine.retry(id), [engine]);
  const renderRow = useCallback(
    (_: unknown, row: number) => {
      if (row === 0) return <Beginning key="beginning" empty={data.length === 1} />;
      const entry = pending[row - last - 1];
      if (row > last && entry) return <PendingRow key={entry.id} entry={entry} onRetry={retry} />;
      const message = at(thread, row);
      if (!message) return <Gap key={`gap ${row}`} />;
      const before = row === 1 ? 0 : (at(thread, row - 1)?.at ?? message.at);
      return (
        <MessageRow
          key={message.id}
          message={message}
          day={dayOf(before) === dayOf(message.at) ? null : words.day(message.at, today)}
          unread={row === unreadFrom ? unread : 0}
          customer={title}
          you={t("you")}
        />
      );
    },
    [thread, last, pending, data, unreadFrom, unread, title, words, today, retry, t],
  );
  const newer = left === null ? null : newerThan(thread, left);
  return (
    <div className={styles.frame}>
      <div
        ref={log}
        role="log"
        aria-label={t("log")}
        // Away from the end rows come and go by scrolling: they are not news. What is new is counted below.
        aria-live={left === null ? "polite" : "off"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className={styles.log}
        onKeyDown={onKeyDown}
      >
        {ready ? (
          <Virtualizer
            ref={list}
            data={data}
            bufferSize={AROUND}
            {...(whole ? { keepMounted: whole } : {})}
            {...(cache ? { cache } : {})}
            onScroll={onScroll}
            onResize={onResize}
          >
            {renderRow}
          </Virtualizer>
        ) : thread.status === "failed" ? (
          <Notice action={<Button onClick={() => void engine.threads.need(item.id)}>{t("retry")}</Button>}>
            {t("failedMessages")}
          </Notice>
        ) : (
          <Loading>{t("loadingMessages")}</Loading>
        )}
      </div>
      {missed ? (
        <div className={styles.missed}>
          <Notice
            live="status"
            tone="warn"
            action={
              <Button small onClick={() => engine.threads.again()}>
                {t("retry")}
              </Button>
            }
          >
            {t("failedMessages")}
          </Notice>
        </div>
      ) : null}
      {newer === null ? null : (
        <button type="button" className={styles.toEnd} onClick={toEnd}>
          <IconArrowDown size={14} aria-hidden="true" />
          {newer > 0 ? t("toNew", { count: newer }) : <span className="heard">{t("toEnd")}</span>}
        </button>
      )}
      <p className="heard" aria-live="polite">
        {newer ? t("toNew", { count: newer }) : null}
      </p>
      <TypingLine conversation={item.id} />
    </div>
  );
}

const dayOf = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);

function Beginning({ empty }: { empty: boolean }) {
  const t = useTranslations("session");
  return (
    <div className={styles.row}>
      <p className={styles.aside}>{empty ? t("noMessages") : t("start")}</p>
    </div>
  );
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
