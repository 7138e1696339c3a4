"use client";
import { useEffect } from "react";
import { HOME, useEngine } from "./engine/hooks.ts";
import { neighbour, shortcutOf } from "./engine/keys.ts";
import { overlay } from "./palette/overlay.ts";

export const isMac = (): boolean => /mac/i.test(navigator.userAgent);

/** Brings the keyboard to Home's button of the panel: what had it is not there any more. */
function focusHome(): void {
  document.querySelector<HTMLElement>("#sessions button")?.focus();
}

const WRITTEN_IN =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range])';

/** The keys that hold everywhere on the desk but in dialogs and menus (`engine/keys.ts` has them all). */
export function useShortcuts(): void {
  const engine = useEngine();
  useEffect(() => {
    const mac = isMac();
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const shortcut = shortcutOf(event, mac, target?.closest(WRITTEN_IN) != null);
      if (!shortcut || event.defaultPrevented) return;
      if (target?.closest('[role="dialog"], [role="menu"]')) return;
      event.preventDefault();
      if (shortcut.do === "palette" || shortcut.do === "keys") {
        overlay.set(shortcut.do);
        return;
      }
      const { order, selected, sessions } = engine.actor.getSnapshot().context;
      const all = [HOME, ...order];
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
