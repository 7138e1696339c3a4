"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useEngine, useStore } from "./engine/hooks.ts";
import { titlesOf } from "./engine/titles.ts";
import { useWords } from "./words.ts";

const Titles = createContext<ReadonlyMap<string, string>>(new Map());

/** Gives all inside the same titles of the open sessions. */
export function TitlesProvider({ children }: { children: ReactNode }) {
  const words = useWords();
  const engine = useEngine();
  const sessions = useStore(engine.desk, (desk) => desk.sessions);
  const conversations = useStore(engine.desk, (desk) => desk.conversations);
  const lost = useStore(engine.lost, (items) => items);
  const t = useTranslations("tabs");
  const titles = useMemo(() => {
    const sources = sessions.flatMap(({ kind, subject, title }) => {
      if (kind !== "conversation") return { id: subject, kind, name: title || t("gone") };
      return conversations[subject]?.item ?? lost[subject] ?? [];
    });
    const told = titlesOf(sources, { ...words, record: (kind) => t(`kind.${kind}`) });
    // Another device had it open, and it may not be read any more: nobody here knows whose it was.
    for (const { kind, subject } of sessions)
      if (kind === "conversation" && !told.has(subject)) told.set(subject, t("unreadable"));
    return told;
  }, [sessions, conversations, lost, words, t]);
  return <Titles.Provider value={titles}>{children}</Titles.Provider>;
}

/** The title of an open session, by its conversation or record. */
export function useTitle(subject: string): string {
  return useContext(Titles).get(subject) ?? "";
}

/** The titles of all open sessions, by conversation or record. */
export function useOpenTitles(): ReadonlyMap<string, string> {
  return useContext(Titles);
}
