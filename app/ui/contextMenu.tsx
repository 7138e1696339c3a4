"use client";
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import type { ContextMenuProps } from "./contextMenuParts.tsx";
import { later } from "./later.ts";

const useParts = later(() => import("./contextMenuParts.tsx"));

/** A menu at a point, without a button: arrow keys, Home, End, typing, Escape. Its parts come when one opens. */
export function ContextMenu(props: ContextMenuProps) {
  const parts = useParts(true);
  return parts ? <parts.ContextMenuParts {...props} /> : null;
}

export type Point = { x: number; y: number };

/**
 * Where a context menu was asked for: by the right button, by the menu key or Shift+F10 on what has the
 * keyboard, or by a long press where the browser makes one of it.
 */
export function useContextMenu() {
  const [at, setAt] = useState<Point | null>(null);
  return {
    at,
    close: () => setAt(null),
    handlers: {
      onContextMenu(event: MouseEvent) {
        event.preventDefault();
        setAt({ x: event.clientX, y: event.clientY });
      },
      // Not all browsers make a `contextmenu` of the keys, and those that do put it where the pointer is.
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return;
        event.preventDefault();
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        setAt({ x: left + 12, y: bottom });
      },
    },
  };
}
