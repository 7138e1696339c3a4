"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { TabParams } from "#machines/wire/records.ts";
import { ANCHOR } from "#machines/workspace/ids.ts";
import { useHydrated } from "#ui/useHydrated.ts";
import { Dashboard } from "./dashboard.tsx";
import { HOME, useEngine, useStore } from "./engine/hooks.ts";

const none: TabParams = {};

/** The first place of the panel: the dashboard that the admin set for this role. */
export function Home() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const kept = useStore(engine.window, (state) => state.anchors[HOME] ?? none);
  // What this browser keeps is not known to the server's page.
  const params = useHydrated() ? kept : none;
  const save = useCallback((next: TabParams) => engine.sessions.save(HOME, ANCHOR, next), [engine]);
  return <Dashboard title={t("home")} params={params} saveParams={save} />;
}
