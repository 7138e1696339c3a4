"use client";
import { useEffect } from "react";

function quieten(): boolean {
  const announcer = document.querySelector("next-route-announcer")?.shadowRoot?.firstElementChild;
  announcer?.removeAttribute("role");
  return announcer !== undefined && announcer !== null;
}

/**
 * Next keeps an element with the role `alert` in every page, empty most of the time, to announce where a
 * link led. It goes on announcing (`aria-live`), but is no alert: those are ours, and mean something.
 */
export function QuietAnnouncer() {
  useEffect(() => {
    if (quieten()) return;
    const watch = new MutationObserver(() => {
      if (quieten()) watch.disconnect();
    });
    watch.observe(document.body, { childList: true });
    return () => watch.disconnect();
  }, []);
  return null;
}
