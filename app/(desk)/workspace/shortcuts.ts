"use client";
import { useEffect } from "react";
import { HOME, useEngine } from "./engine/hooks.ts";
import { neighbour, shortcutOf } from "./engine/keys.ts";

/** Brings the keyboard to Home's button of the panel: what had it is not there any more. */
function focusHome(): void {
  document.querySelector<HTMLElement>("#sessions button")?.focus();
}

/** The keys of the session panel, everywhere on the desk but in dialogs and menus. */
export function useShortcuts(): void {
  const engine = useEngine();
  useEffect(() => {
    const mac = /mac/i.test(navigator.userAgent);
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, mac);
      if (!shortcut) return;
      if (event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]')) return;
      const { order, selected, sessions } = engine.actor.getSnapshot().context;
      const all = [HOME, ...order];
      event.preventDefault();
      if (shortcut.do === "close") {
        sessions[selected]?.send({ type: "session.close" });
        return;
      }
      const next = shortcut.do === "select" ? all[shortcut.position] : neighbour(all, selected, shortcut.by);
      if (next === undefined) return;
      engine.select(next, next !== HOME);
      if (next === HOME) focusHome();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [engine]);
}
