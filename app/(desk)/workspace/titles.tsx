"use client";
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
  const titles = useMemo(() => {
    const items = sessions.flatMap(({ subject }) => conversations[subject]?.item ?? lost[subject] ?? []);
    return titlesOf(items, words);
  }, [sessions, conversations, lost, words]);
  return <Titles.Provider value={titles}>{children}</Titles.Provider>;
}

/** The title of an open session, by its conversation. */
export function useTitle(conversation: string): string {
  return useContext(Titles).get(conversation) ?? "";
}

/** The titles of all open sessions, by conversation. */
export function useOpenTitles(): ReadonlyMap<string, string> {
  return useContext(Titles);
}
