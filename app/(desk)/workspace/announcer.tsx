"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useEngine, useStore } from "./engine/hooks.ts";
import { useOpenTitles } from "./titles.tsx";
import { useWords } from "./words.ts";

/** Says what comes to those who do not see it: an incoming request at once, a message behind in its turn. */
export function Announcer() {
  const t = useTranslations("desk.announce");
  const o = useTranslations("offer.gone");
  const s = useTranslations("session");
  const engine = useEngine();
  const words = useWords();
  const titles = useOpenTitles();
  const offers = useSelector(engine.actor, (state) => state.context.offers);
  const selected = useSelector(engine.actor, (state) => state.context.selected);
  const conversations = useStore(engine.desk, (desk) => desk.conversations);
  const [urgent, setUrgent] = useState("");
  const [polite, setPolite] = useState("");
  const rung = useRef(new Set<string>());
  const unread = useRef(new Map<string, number>());

  useEffect(() => {
    const outcomes = engine.actor.getSnapshot().context.outcomes;
    for (const conversation of Object.keys(offers)) {
      const item = conversations[conversation]?.item;
      if (!item || rung.current.has(conversation)) continue;
      rung.current.add(conversation);
      setUrgent(t("offer", { name: words.name(item) }));
    }
    for (const conversation of [...rung.current]) {
      if (offers[conversation]) continue;
      rung.current.delete(conversation);
      const end = outcomes.find((outcome) => outcome.conversation === conversation);
      const item = engine.desk.get().conversations[conversation]?.item;
      if (item && end?.outcome === "missed") setPolite(o("missed", { name: words.name(item) }));
      engine.actor.send({ type: "outcome.dismissed", conversation });
    }
  }, [engine, offers, conversations, words, t, o]);

  useEffect(() => {
    for (const [conversation, title] of titles) {
      const count = conversations[conversation]?.item.unread ?? 0;
      const before = unread.current.get(conversation);
      unread.current.set(conversation, count);
      if (before !== undefined && count > before && selected !== `conversation:${conversation}`) {
        setPolite(s("tooltip", { title, count }));
      }
    }
  }, [titles, conversations, selected, s]);

  return (
    <>
      <p className="heard" aria-live="assertive">
        {urgent}
      </p>
      <p className="heard" aria-live="polite">
        {polite}
      </p>
    </>
  );
}
