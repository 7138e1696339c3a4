import { type RefCallback, useCallback, useRef, useState } from "react";
import type { TabParams } from "#machines/wire/records.ts";
import { useEngine } from "../engine/hooks.ts";
import type { PageProps } from "./pageProps.ts";

/**
 * What a tab keeps, as one object of this page: shown at once, kept on the server by the desk.
 * @param read makes it of what was kept, whatever that is.
 * @returns what is kept, how to change it, and how to change what nothing on the page depends on.
 */
export function useKept<K extends TabParams>(
  { params, saveParams }: Pick<PageProps, "params" | "saveParams">,
  read: (params: TabParams) => K,
): [K, (change: Partial<K>) => void, (change: Partial<K>) => void] {
  const [kept, setKept] = useState<K>(() => read(params));
  const latest = useRef(kept);
  const quietly = (change: Partial<K>) => {
    latest.current = { ...latest.current, ...change };
    saveParams(latest.current);
  };
  const change = (next: Partial<K>) => {
    quietly(next);
    setKept(latest.current);
  };
  return [kept, change, quietly];
}

/** Keeps how far a page is scrolled, in this window, while the tab is open. */
export function useKeptScroll(session: string, tab: string): RefCallback<HTMLElement> {
  const engine = useEngine();
  return useCallback(
    (element: HTMLElement | null) => {
      if (!element) return;
      const key = `${session} ${tab}`;
      element.scrollTop = scrolled(engine).get(key) ?? 0;
      const keep = () => scrolled(engine).set(key, element.scrollTop);
      element.addEventListener("scroll", keep, { passive: true });
      return () => element.removeEventListener("scroll", keep);
    },
    [engine, session, tab],
  );
}

const places = new WeakMap<object, Map<string, number>>();

function scrolled(engine: object): Map<string, number> {
  const known = places.get(engine) ?? new Map<string, number>();
  places.set(engine, known);
  return known;
}
