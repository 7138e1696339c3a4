"use client";
import { cloneElement, type KeyboardEvent, useState } from "react";
import { later } from "./later.ts";
import type { MenuChoiceProps, MenuItemProps, MenuNoteProps, MenuProps } from "./menuParts.tsx";

const useParts = later(() => import("./menuParts.tsx"));

/**
 * A menu under its button: arrow keys, Home, End, typing, Escape; focus returns to the button. What makes it a
 * menu is loaded when one is first opened; until then the button says that it has one.
 */
export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const parts = useParts(asked);
  if (asked && parts) return <parts.MenuParts {...props} />;
  const open = () => setAsked(true);
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open();
    },
  });
}

// What stands in a menu is drawn when the menu is, and by then its parts are here.

export function MenuItem(props: MenuItemProps) {
  const parts = useParts(true);
  return parts ? <parts.ItemPart {...props} /> : null;
}

/** One of several: each is a `menuitemradio`, the one that holds is checked. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  const parts = useParts(true);
  return parts ? <parts.ChoicePart {...props} /> : null;
}

export function MenuSeparator() {
  const parts = useParts(true);
  return parts ? <parts.SeparatorPart /> : null;
}

/** A line that says something about the menu, and cannot be chosen. */
export function MenuNote(props: MenuNoteProps) {
  const parts = useParts(true);
  return parts ? <parts.NotePart {...props} /> : null;
}
