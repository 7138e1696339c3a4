"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in the server's page and until the script has taken over, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
