"use client";
import { useTranslations } from "next-intl";
import { useMemo, useSyncExternalStore } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import type { Fault } from "#ui/trpc/fault.ts";
import { createStore, type Store } from "./engine/store.ts";
import { nameOf } from "./engine/titles.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, "0");

/** Minutes and seconds, or hours, minutes and seconds: a clock that counts. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** The time of day, as a clock shows it. */
export function timeOf(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * Dates, times and lengths of time in the person's language, by messages: browsers have no Galician
 * dates, and fall back to whatever they were installed in.
 */
export function useWords() {
  const t = useTranslations("desk");
  const s = useTranslations("session");
  return useMemo(() => {
    const dayStart = (at: number) => new Date(at).setHours(0, 0, 0, 0);
    const parts = (at: number) => {
      const date = new Date(at);
      return {
        weekday: t(`weekday.${date.getDay()}`),
        day: String(date.getDate()),
        month: t(`month.${date.getMonth()}`),
        year: String(date.getFullYear()),
      };
    };
    const date = (at: number) => t("date.dayOfYear", parts(at));
    return {
      time: timeOf,
      date,
      /** Today, yesterday, or the day by its name. */
      day(at: number, now: number): string {
        const days = Math.round((dayStart(now) - dayStart(at)) / DAY);
        if (days === 0) return t("date.today");
        if (days === 1) return t("date.yesterday");
        return days < 300 ? t("date.day", parts(at)) : date(at);
      },
      /** The time, and the day when it is not today. */
      moment(at: number, now: number): string {
        if (dayStart(at) === dayStart(now)) return timeOf(at);
        return t("date.short", { ...parts(at), time: timeOf(at) });
      },
      /** A length of time in words, by its largest unit. */
      span(ms: number): string {
        if (ms < MINUTE) return t("span.seconds", { count: Math.max(0, Math.round(ms / 1000)) });
        if (ms < HOUR) return t("span.minutes", { count: Math.round(ms / MINUTE) });
        if (ms < 2 * DAY) return t("span.hours", { count: Math.round(ms / HOUR) });
        return t("span.days", { count: Math.round(ms / DAY) });
      },
      /** A length of time that somebody waits: a clock, from a day on words. */
      wait(ms: number): string {
        return ms < DAY ? clockOf(ms) : t("span.days", { count: Math.floor(ms / DAY) });
      },
      visitor: (number: number) => s("visitor", { number: String(number) }),
      channel: (item: WorkItem) => (item.channel === "sms" ? s("kind.sms") : s(`kind.${item.chart}`)),
      name: (item: WorkItem) =>
        nameOf(item.customer, { visitor: (number) => s("visitor", { number: String(number) }) }),
      language: (code: string | null) =>
        code && t.has(`language.${code}`) ? t(`language.${code}`) : (code ?? s("unknown")),
    };
  }, [t, s]);
}
export type Words = ReturnType<typeof useWords>;

/** What a fault says, in the person's language. */
export function useFault(): (fault: Pick<Fault, "message">) => string {
  const t = useTranslations("errors");
  return (fault) => (t.has(fault.message) ? t(fault.message) : t("unexpected"));
}

/** One tick a second for all clocks on the page, while any is shown. */
const tick: Store<number> = createStore(0);
let clocks = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function follow(listener: () => void): () => void {
  const stop = tick.subscribe(listener);
  clocks += 1;
  if (clocks === 1) {
    tick.set(Date.now());
    timer = setInterval(() => tick.set(Date.now()), 1_000);
  }
  return () => {
    stop();
    clocks -= 1;
    if (clocks === 0) clearInterval(timer);
  };
}

/** Now, to the second; null in the server's page, where the reader's time zone is not known. */
export function useNow(): number | null {
  return useSyncExternalStore(
    follow,
    () => tick.get() || null,
    () => null,
  );
}

/** The midnight with which today began; it changes once a day. */
export function useToday(): number {
  return useSyncExternalStore(
    follow,
    () => new Date(tick.get() || Date.now()).setHours(0, 0, 0, 0),
    () => 0,
  );
}
