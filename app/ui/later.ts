"use client";
import { useEffect, useSyncExternalStore } from "react";

/** A page that has been usable for so long has time to load what may be wanted next. */
const USABLE_MS = 3_000;
const AGAIN_MS = 1_000;

/**
 * Loads a module for `lazy`: asks again until it could be had. A part that is wanted while the server is away
 * comes when the server does; it must not take the page down.
 */
export async function untilHad<M>(load: () => Promise<M>): Promise<M> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }
}

let usable: Promise<void> | undefined;

/** Resolves a moment after the page could first be worked with: what is beside the work comes after it. */
export function pageUsable(): Promise<void> {
  usable ??= new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  return usable;
}

/**
 * A module that a page does not need to be usable: loaded when it is first wanted, or when the page has been
 * usable for a while, so that it is there when the line is not. It is asked for again until it could be had.
 * @returns a hook that answers with the module, or null while it is not there.
 */
export function later<M extends object>(load: () => Promise<M>): (wanted: boolean) => M | null {
  const listeners = new Set<() => void>();
  let held: M | null = null;
  let under = false;
  let planned = false;
  const get = () => {
    if (held || under) return;
    under = true;
    load().then(
      (module) => {
        held = module;
        for (const listener of [...listeners]) listener();
      },
      () => {
        under = false;
        setTimeout(get, AGAIN_MS);
      },
    );
  };
  const plan = () => {
    if (planned) return;
    planned = true;
    setTimeout(get, USABLE_MS);
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return function useLater(wanted) {
    useEffect(() => {
      if (wanted) get();
      else plan();
    }, [wanted]);
    return useSyncExternalStore(
      subscribe,
      () => held,
      () => null,
    );
  };
}
