"use client";
import { IconMenu2 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { IconButton } from "#ui/button.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { useEngine, useStore } from "./engine/hooks.ts";

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

/** Expanded at first; what was chosen is kept. On a narrow screen it would cover the session: collapsed. */
export function useCollapsed(): boolean {
  const chosen = useStore(useEngine().window, (state) => state.collapsed);
  const narrow = useNarrow();
  return useHydrated() ? (chosen ?? narrow) : false;
}

export function Burger() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const collapsed = useCollapsed();
  return (
    <IconButton
      label={collapsed ? t("expand") : t("collapse")}
      aria-expanded={!collapsed}
      aria-controls="sessions"
      onClick={() => engine.collapse(!collapsed)}
    >
      <IconMenu2 size={20} aria-hidden="true" />
    </IconButton>
  );
}
