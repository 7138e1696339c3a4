"use client";
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { CacheSnapshot, VirtualizerHandle } from "virtua";
import { useEngine } from "./engine/hooks.ts";
import type { Place } from "./engine/windowState.ts";
import { heightsOf, keepHeights } from "./logHeights.ts";

const NEAR_END = 32;
/** After so many milliseconds without a scroll, or without a row measured, a way has come to its end. */
const REST = 250;
/** Room above the line where the unread ones begin. */
const ABOVE_UNREAD = 8;
const AT_END: Place = { atEnd: true };

/** A row with its distance from the upper edge, or the end. */
type Goal = { row: number; offset: number } | "end";

export type LogScroll = {
  log: RefObject<HTMLDivElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  cache: CacheSnapshot | undefined;
  onScroll: () => void;
  onResize: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** The newest message that was there when the end was left; null at the end. */
  left: number | null;
  toEnd: () => void;
};

/**
 * Holds what is being read: at its end the log follows; elsewhere the first row in sight stays where it is,
 * whatever comes below or is measured above (the list sees to that). The place is kept per session.
 *
 * Row 0 is the beginning, row n the message with seq n, then come the pending ones.
 */
export function useLogScroll(props: {
  session: string;
  /** The list of rows stands. */
  ready: boolean;
  rows: number;
  pending: number;
  /** The seq of the newest message. */
  last: number;
  /** The row with the line above the unread ones. */
  unread: number | null;
  /** These rows are in sight. */
  onSight: (from: number, to: number) => void;
}): LogScroll {
  const { session, ready, rows, pending, last, unread } = props;
  const engine = useEngine();
  const log = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [cache] = useState(() => heightsOf(engine, session));
  const begun = useRef(false);
  const place = useRef<Place>(AT_END);
  /** The height of all rows when the end was last brought into sight. */
  const height = useRef(0);
  /** Where a first look goes instead of the end, once it is known that it lies above. */
  const divide = useRef<number | null>(null);
  /** On the way there: until its rows are measured, where the log stands says nothing about its reader. */
  const goal = useRef<Goal | null>(null);
  const rest = useRef(0);
  const seen = useRef({ pending, last, onSight: props.onSight });

  const look = useCallback(() => {
    const [element, handle] = [log.current, list.current];
    if (!element || !handle) return;
    const from = handle.findItemIndex(element.scrollTop);
    seen.current.onSight(from, handle.findItemIndex(element.scrollTop + element.clientHeight));
  }, []);

  const follow = useCallback(() => {
    const element = log.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    height.current = element.scrollHeight;
  }, []);

  const settle = useCallback(
    (next: Place) => {
      place.current = next;
      setLeft(next.atEnd ? null : next.seen);
      engine.window.update((state) => ({ ...state, places: { ...state.places, [session]: next } }));
    },
    [engine, session],
  );

  /** Takes down where the log stands now. */
  const note = useCallback(() => {
    const [element, handle] = [log.current, list.current];
    if (!element || !handle) return;
    if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END) {
      height.current = element.scrollHeight;
      if (!place.current.atEnd) settle(AT_END);
      return;
    }
    const seq = handle.findItemIndex(element.scrollTop);
    const offset = handle.getItemOffset(seq) - element.scrollTop;
    settle({
      atEnd: false,
      seq,
      offset,
      seen: place.current.atEnd ? seen.current.last : place.current.seen,
    });
  }, [settle]);

  /** Brings what is on its way to where it goes, by what is known of the rows by now. */
  const approach = useCallback(() => {
    const [element, handle] = [log.current, list.current];
    if (!element || !handle || !goal.current) return;
    if (goal.current === "end") follow();
    else element.scrollTop = handle.getItemOffset(goal.current.row) - goal.current.offset;
  }, [follow]);

  const wait = useCallback(() => {
    window.clearTimeout(rest.current);
    rest.current = window.setTimeout(() => {
      if (goal.current) {
        approach();
        goal.current = null;
        note();
      }
      engine.keep({});
    }, REST);
  }, [engine, approach, note]);

  const goTo = useCallback(
    (row: number, offset: number) => {
      goal.current = { row, offset };
      const was = place.current;
      settle({ atEnd: false, seq: row, offset, seen: was.atEnd ? seen.current.last : was.seen });
      approach();
      wait();
    },
    [approach, settle, wait],
  );

  useLayoutEffect(() => {
    seen.current.onSight = props.onSight;
    seen.current.last = last;
  });

  useLayoutEffect(() => {
    if (!ready) return;
    if (!begun.current) {
      begun.current = true;
      const kept = engine.window.get().places[session] ?? AT_END;
      if (kept.atEnd || typeof kept.seq !== "number") {
        divide.current = unread;
        follow();
      } else {
        place.current = kept;
        goTo(Math.min(kept.seq, rows - 1), kept.offset);
      }
    } else {
      // What one sends oneself is looked at.
      if (pending > seen.current.pending && !place.current.atEnd) settle(AT_END);
      if (place.current.atEnd) follow();
    }
    seen.current.pending = pending;
    look();
  }, [ready, rows, pending, unread, engine, session, follow, goTo, look, settle]);

  const onResize = useCallback(() => {
    if (!begun.current) return;
    if (goal.current) {
      approach();
      wait();
    } else if (place.current.atEnd) {
      follow();
      const unreadRow = divide.current;
      divide.current = null;
      const [element, handle] = [log.current, list.current];
      // At the end, but the unread ones begin above: from there on is to be read.
      const above =
        unreadRow !== null && element && handle && handle.getItemOffset(unreadRow) < element.scrollTop;
      if (above) goTo(unreadRow, ABOVE_UNREAD);
    }
    look();
  }, [approach, follow, goTo, look, wait]);

  const onScroll = useCallback(() => {
    const element = log.current;
    if (!element || !begun.current) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    // The browser's own scrolling may still be under way, which goes on beside what is set here.
    if (goal.current === "end") follow();
    // Rows were measured since the end was brought into sight: nobody has scrolled, the end went away.
    else if (place.current.atEnd && !atEnd && element.scrollHeight !== height.current) follow();
    else if (!goal.current) note();
    wait();
    look();
  }, [follow, look, note, wait]);

  const toEnd = useCallback(() => {
    goal.current = "end";
    settle(AT_END);
    approach();
    log.current?.focus({ preventScroll: true });
    wait();
  }, [approach, settle, wait]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== log.current || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
        return;
      // The browser's own way there is an animation over all rows between; pages and lines are left to it.
      if (event.key === "Home") goTo(0, 0);
      else if (event.key === "End") toEnd();
      else return;
      event.preventDefault();
    },
    [goTo, toEnd],
  );

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    // Whoever touches the log goes their own way from where it stands.
    const mine = () => {
      goal.current = null;
    };
    const signs = ["wheel", "touchstart", "pointerdown", "keydown"] as const;
    for (const sign of signs) element.addEventListener(sign, mine, { passive: true });
    return () => {
      for (const sign of signs) element.removeEventListener(sign, mine);
    };
  }, []);

  useLayoutEffect(
    () => () => {
      window.clearTimeout(rest.current);
      if (list.current) keepHeights(engine, session, list.current.cache);
      engine.keep({});
    },
    [engine, session],
  );

  return { log, list, cache, onScroll, onResize, onKeyDown, left, toEnd };
}
