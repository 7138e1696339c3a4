"use client";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useEngine, useStore } from "./engine/hooks.ts";
import { titlesOf } from "./engine/titles.ts";
import { useWords } from "./words.ts";

const Titles = createContext<Map<string, string>>(new Map());

/** Gives all inside the same titles of the open sessions. */
export function TitlesProvider({ children }: { children: ReactNode }) {
  const words = useWords();
  const engine = useEngine();
  const sessions = useStore(engine.desk, (desk) => desk.sessions);
  const conversations = useStore(engine.desk, (desk) => desk.conversations);
  const [known] = useState(() => new Map<string, string>());
  const titles = useMemo(() => {
    const items = sessions.flatMap((view) => conversations[view.subject]?.item ?? []);
    // One that may not be read any more keeps the title that it had, as long as its session is open.
    for (const [conversation, title] of titlesOf(items, words)) known.set(conversation, title);
    return new Map(known);
  }, [sessions, conversations, words, known]);
  return <Titles.Provider value={titles}>{children}</Titles.Provider>;
}

/** The title of an open session, by its conversation. */
export function useTitle(conversation: string): string {
  return useContext(Titles).get(conversation) ?? "";
}

/** The titles of all open sessions, by conversation. */
export const useOpenTitles = (): Map<string, string> => useContext(Titles);
