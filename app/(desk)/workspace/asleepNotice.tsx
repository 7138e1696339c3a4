"use client";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "#ui/bits.tsx";
import { Button, IconButton } from "#ui/button.tsx";
import styles from "./asleepNotice.module.css";
import { type HandedOver, type Whereabouts, whereaboutsOf } from "./engine/asleep.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import { useOpenTitles } from "./titles.tsx";
import { useWords } from "./words.ts";

const MINUTE = 60_000;

/**
 * What happened while this window heard nothing: what was handed over, where it is, what was being written
 * in it, and that the presence waits for a word.
 */
export function AsleepNotice() {
  const t = useTranslations("desk");
  const p = useTranslations("presence.lapsed");
  const engine = useEngine();
  const words = useWords();
  const away = useStore(engine.absence.away, (value) => value);
  const lapsed = useLapsed();
  if (!away && !lapsed) return null;
  const lasted = away ? away.to - away.from : 0;
  return (
    <Notice
      tone="warn"
      live="status"
      title={
        away
          ? lasted < MINUTE
            ? t("away.short")
            : t("away.title", { span: words.span(lasted) })
          : p("title")
      }
      action={
        away ? (
          <IconButton small label={t("dismiss")} onClick={() => engine.absence.dismiss()}>
            <IconX size={15} aria-hidden="true" />
          </IconButton>
        ) : null
      }
    >
      {lapsed ? (
        <p className={styles.row}>
          <span>{away ? p("title") : p("body")}</span>
          <Button look="primary" onClick={() => void engine.deeds.choosePresence("available")}>
            {p("action")}
          </Button>
        </p>
      ) : null}
      {away ? (
        <>
          <p>{t("away.body", { count: away.handedOver.length })}</p>
          <ul className={styles.list}>
            {away.handedOver.map((one) => (
              <Gone key={one.item.id} one={one} />
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  );
}

/** Back beyond the grace: nobody is Available by themselves. */
export function useLapsed(): boolean {
  return useStore(useEngine().desk, ({ presence }) => presence.why[0] === "lapsed");
}

function Gone({ one: { item, draft } }: { one: HandedOver }) {
  const t = useTranslations("desk.away");
  const engine = useEngine();
  const words = useWords();
  const titles = useOpenTitles();
  const desk = useStore(engine.desk, (value) => value);
  const where = whereaboutsOf(desk, item.id);
  const title = titles.get(item.id) || words.name(item);
  const readable = where.at === "waiting" || where.at === "ended" || where.at === "back";
  return (
    <li>
      <span className={styles.row}>
        <span>
          <strong>
            <bdi>{title}</bdi>
          </strong>
          {": "}
          {place(t, words, where)}
        </span>
        {where.at === "queue" ? (
          <Button onClick={() => void engine.deeds.take("conversation.pick", item)}>
            {t("pick", { title })}
          </Button>
        ) : null}
        {readable ? (
          <Button onClick={() => void engine.deeds.openById(item.id)}>{t("open", { title })}</Button>
        ) : null}
      </span>
      {draft === "" ? null : <Kept title={title} text={draft} />}
    </li>
  );
}

function place(
  t: ReturnType<typeof useTranslations<"desk.away">>,
  words: ReturnType<typeof useWords>,
  where: Whereabouts,
): string {
  if (where.at === "queue") return t(where.first ? "queueFirst" : "queue", { queue: where.name });
  if (where.at === "somebody") return where.name === null ? t("somebody") : t("named", { name: where.name });
  if (where.at !== "waiting") return t(where.at);
  return where.until === null ? t("waitingOpen") : t("waiting", { date: words.date(where.until) });
}

/** What was being written: the session is closed, and may be somebody else's by now. */
function Kept({ title, text }: { title: string; text: string }) {
  const t = useTranslations("desk.away");
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.kept}>
      <p>{t("draft")}</p>
      <blockquote className={styles.text}>{text}</blockquote>
      {/* Where the browser has no clipboard the text can still be marked. */}
      <Button
        onClick={() =>
          void navigator.clipboard?.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {copied ? t("copied") : t("copy", { title })}
      </Button>
    </div>
  );
}
