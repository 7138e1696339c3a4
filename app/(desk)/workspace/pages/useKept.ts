import { useRef, useState } from "react";
import type { TabParams } from "#machines/wire/records.ts";
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
