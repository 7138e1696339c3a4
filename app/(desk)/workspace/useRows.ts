"use client";
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { VirtualizerHandle } from "virtua";
import type { WorkItem } from "#machines/wire/views.ts";
import { useEngine } from "./engine/hooks.ts";
import { takeItem } from "./itemRow.tsx";
import type { View } from "./streams/rows.ts";
import type { Shown } from "./streams/streams.ts";

/** The next page is asked for when fewer rows than this are left below. */
const AHEAD = 30;
/** Rows that are shown before any was measured are as high as this. */
const USUAL_HEIGHT = 45;
/** A place kept from before a reload is looked for through at most as many pages. */
const MOST_PAGES = 10;

const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

export type RowsParts = {
  view: View;
  shown: Shown;
  scroll: number;
  onScrolled: (scroll: number) => void;
  further: () => void;
  list: RefObject<VirtualizerHandle | null>;
};

/**
 * Where a table's reader is, kept while rows come and go: what is seen stays where it is, unless the top is
 * seen; the row with the focus keeps it wherever it moves, and hands it to its neighbour when it goes.
 */
export function useRows({ view, shown, scroll, onScrolled, further, list }: RowsParts) {
  const engine = useEngine();
  const scroller = useRef<HTMLDivElement>(null);
  const { items, next } = shown;
  const [active, setActive] = useState<string | null>(null);
  const [margin, setMargin] = useState(0);
  const wanted = useRef<string | null>(null);
  const focused = useRef<{ id: string; index: number; inside: string | null } | null>(null);
  const before = useRef<{ view: View; items: readonly WorkItem[]; top: number }>({ view, items, top: 0 });
  const restoring = useRef({ to: scroll, pages: MOST_PAGES });

  const height = useCallback(() => list.current?.getItemSize(0) || USUAL_HEIGHT, [list]);
  const rowOf = useCallback(
    (id: string) => scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null,
    [],
  );

  useBrowserLayoutEffect(() => {
    setMargin(scroller.current?.querySelector("thead")?.offsetHeight ?? 0);
  }, []);

  // What is seen stays where it is.
  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = { view, items, top: old.top };
    if (!element || old.items === items) return;
    if (old.view !== view) {
      element.scrollTop = 0;
      before.current.top = 0;
      return;
    }
    const row = height();
    const first = Math.floor(old.top / row);
    if (old.top > 0 && first < old.items.length) {
      const places = new Map(items.map(({ id }, index) => [id, index]));
      const anchor = old.items.slice(first).findIndex(({ id }) => places.has(id));
      const at = places.get(old.items[first + Math.max(0, anchor)]?.id ?? "");
      const moved = at === undefined ? 0 : (at - first - Math.max(0, anchor)) * row;
      if (moved !== 0) {
        element.scrollTop = Math.max(0, old.top + moved);
        before.current.top = element.scrollTop;
      }
    }
  }, [items, view, height]);

  // A place from before: as far down as there are rows, with those that are needed for it.
  useEffect(() => {
    const element = scroller.current;
    const { to, pages } = restoring.current;
    if (!element || to === 0 || shown.status !== "ready") return;
    if (items.length * height() < to + element.clientHeight && next !== null && pages > 0) {
      restoring.current.pages -= 1;
      further();
      return;
    }
    restoring.current.to = 0;
    element.scrollTop = to;
    before.current.top = element.scrollTop;
  }, [items, next, shown.status, further, height]);

  // The keyboard comes back to the row that moved, or to the one in whose place it stood.
  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    if (wanted.current !== null) {
      const row = rowOf(wanted.current);
      wanted.current = null;
      row?.focus({ preventScroll: true });
      return;
    }
    const had = focused.current;
    if (
      !element ||
      !had ||
      element.contains(document.activeElement) ||
      document.activeElement !== document.body
    )
      return;
    const still = items.some(({ id }) => id === had.id);
    const id = still ? had.id : items[Math.min(had.index, items.length - 1)]?.id;
    const row = id === undefined ? null : rowOf(id);
    const inside = still && had.inside ? row?.querySelector<HTMLElement>(had.inside) : null;
    (inside ?? row)?.focus({ preventScroll: true });
    if (!row) focused.current = null;
  });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    before.current.top = element.scrollTop;
    const seen = Math.ceil((element.scrollTop + element.clientHeight) / height());
    if (items.length > 0 && items.length - seen < AHEAD) further();
  }, [items.length, further, height]);

  useEffect(look, [look]);

  const go = (to: number) => {
    const element = scroller.current;
    const index = Math.min(items.length - 1, Math.max(0, to));
    const item = items[index];
    if (!element || !item) return;
    const row = height();
    const head = element.querySelector("thead")?.offsetHeight ?? 0;
    const end = (index + 1) * row + head - element.clientHeight;
    if (element.scrollTop > index * row) element.scrollTop = index * row;
    else if (element.scrollTop < end) element.scrollTop = end;
    wanted.current = item.id;
    setActive(item.id);
    // It may be the one that is active already, and there to be focused.
    rowOf(item.id)?.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.altKey || event.metaKey || event.ctrlKey) return;
    const row = event.target.closest<HTMLElement>("[data-row]");
    const id = row?.dataset.row;
    const index = items.findIndex((item) => item.id === id);
    const item = items[index];
    if (!row || !item || !scroller.current?.contains(row)) return;
    // A button has keys of its own.
    if (event.target.closest("button")) return;
    const page = Math.max(1, Math.floor(scroller.current.clientHeight / height()) - 2);
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: items.length - 1,
    };
    const to = steps[event.key];
    if (event.shiftKey ? event.key === "F10" : event.key === "ContextMenu") {
      event.preventDefault();
      row.querySelector<HTMLElement>("[aria-haspopup=menu]")?.click();
    } else if (to !== undefined && !event.shiftKey) {
      event.preventDefault();
      go(to);
    } else if (event.key === "Enter" && event.target === row && !event.repeat && !event.shiftKey) {
      event.preventDefault();
      takeItem(engine, view.stream, item);
    }
  };

  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    const row = event.target.closest<HTMLElement>("[data-row]");
    const id = row?.dataset.row;
    // Menus stand elsewhere in the page, and bubble to here all the same.
    if (!row || id === undefined || !scroller.current?.contains(row)) return;
    const inside = event.target === row ? null : event.target.closest("a") ? "a" : "button";
    focused.current = { id, index: items.findIndex((item) => item.id === id), inside };
    setActive(id);
  };

  return {
    scroller,
    margin,
    active: items.some(({ id }) => id === active) ? active : null,
    onKeyDown,
    onFocus,
    onBlur: () => {
      focused.current = null;
    },
    onScroll: look,
    onScrollEnd: () => onScrolled(Math.round(scroller.current?.scrollTop ?? 0)),
  };
}
