"use client";
import { IconMenu2 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { IconButton } from "#ui/button.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import { createStore } from "./engine/store.ts";

const NARROW = "(max-width: 48rem)";

function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}

/** On a narrow screen the panel covers the session: it is open only until one is chosen. */
const openOverSession = createStore(false);
export const closeOverSession = (): void => openOverSession.set(false);

/** Expanded at first, and what was chosen is kept; but for a narrow screen. */
export function useCollapsed(): boolean {
  const chosen = useStore(useEngine().window, (state) => state.collapsed);
  const open = useStore(openOverSession, (value) => value);
  const narrow = useNarrow();
  const hydrated = useHydrated();
  if (!hydrated) return false;
  return narrow ? !open : (chosen ?? false);
}

export function Burger() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const collapsed = useCollapsed();
  const narrow = useNarrow();
  return (
    <IconButton
      label={collapsed ? t("expand") : t("collapse")}
      aria-expanded={!collapsed}
      aria-controls="sessions"
      onClick={() => (narrow ? openOverSession.set(collapsed) : engine.keep({ collapsed: !collapsed }))}
    >
      <IconMenu2 size={20} aria-hidden="true" />
    </IconButton>
  );
}
