"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MessageView } from "#machines/wire/views.ts";
import { useEngine } from "./engine/hooks.ts";
import type { Place } from "./engine/windowState.ts";

const NEAR_END = 32;
const NEAR_TOP = 240;
/** Nobody waits for more messages than these to find where they were. */
const FAR = 600;

function placeOf(log: HTMLElement): Place {
  if (log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END) return { atEnd: true };
  const top = log.getBoundingClientRect().top;
  for (const child of log.querySelectorAll<HTMLElement>("[data-message]")) {
    const box = child.getBoundingClientRect();
    if (box.bottom > top)
      return { atEnd: false, message: child.dataset.message ?? "", offset: box.top - top };
  }
  return { atEnd: true };
}

/** Puts the log back to its place; false when the message is not there. */
function restore(log: HTMLElement, place: Place): boolean {
  if (place.atEnd) {
    log.scrollTop = log.scrollHeight;
    return true;
  }
  const child = log.querySelector<HTMLElement>(`[data-message="${CSS.escape(place.message)}"]`);
  if (!child) return false;
  const moved = child.getBoundingClientRect().top - log.getBoundingClientRect().top - place.offset;
  if (Math.abs(moved) >= 1) log.scrollTop += moved;
  return true;
}

export type AnchoredScroll = {
  log: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** New messages below what is seen; null at the end. */
  newer: number | null;
  toEnd: () => void;
};

/**
 * Holds what is being read: at its end the log follows; elsewhere the first message in sight stays where it
 * is, whether messages come below, older ones above, or the composer grows. The place is kept per session.
 */
export function useAnchoredScroll(props: {
  session: string;
  ready: boolean;
  messages: MessageView[];
  pending: number;
  /** Older ones can be had. */
  more: boolean;
  onTop: () => void;
}): AnchoredScroll {
  const { session, ready, messages, pending, more } = props;
  const engine = useEngine();
  const log = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ atEnd: true });
  const begun = useRef(false);
  const seen = useRef(0);
  const sent = useRef(pending);
  const onTop = useRef(props.onTop);
  const [away, setAway] = useState(false);
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const count = messages.length;

  useLayoutEffect(() => {
    onTop.current = props.onTop;
  });

  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !ready) return;
    if (!begun.current) {
      const kept = engine.window.get().places[session] ?? { atEnd: true };
      const divider = element.querySelector<HTMLElement>('[data-divider="unread"]');
      const found = restore(element, kept);
      if (!found && more && count < FAR) {
        // What was being read is older than what is loaded: it is brought first.
        onTop.current();
        return;
      }
      begun.current = true;
      if (!found) element.scrollTop = element.scrollHeight;
      // At the end, but the unread ones begin above: from there on is to be read.
      if (kept.atEnd && divider) {
        const above = divider.getBoundingClientRect().top - element.getBoundingClientRect().top;
        if (above < 0) element.scrollTop += above - 8;
      }
      place.current = placeOf(element);
      seen.current = place.current.atEnd ? lastSeq : seen.current;
      setAway(!place.current.atEnd);
      return;
    }
    // What one sends oneself is looked at.
    if (pending > sent.current) place.current = { atEnd: true };
    sent.current = pending;
    if (!restore(element, place.current)) place.current = placeOf(element);
    if (place.current.atEnd) seen.current = lastSeq;
    setAway(!place.current.atEnd);
  }, [engine, session, ready, lastSeq, count, pending, more]);

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (begun.current) restore(element, place.current);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const element = log.current;
    if (!element || !begun.current) return;
    place.current = placeOf(element);
    setAway(!place.current.atEnd);
    engine.keep({ places: { ...engine.window.get().places, [session]: place.current } });
    if (element.scrollTop < NEAR_TOP) onTop.current();
  }, [engine, session]);

  const toEnd = useCallback(() => {
    const element = log.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    element.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    if (!away) seen.current = lastSeq;
  }, [away, lastSeq]);

  const newer = away
    ? messages.filter((message) => message.seq > seen.current && message.side === "customer").length
    : null;
  return { log, onScroll, newer, toEnd };
}
