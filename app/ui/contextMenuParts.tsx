"use client";
import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode, RefObject } from "react";
import styles from "./menu.module.css";

export type ContextMenuProps = {
  /** Where it was asked for, in pixels of the window. */
  at: { x: number; y: number };
  onClose: () => void;
  /** Its accessible name: whose menu it is. */
  label: string;
  /** What has the keyboard again afterwards. */
  opener: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** The menu itself (contextMenu.tsx). */
export function ContextMenuParts({ at, onClose, label, opener, children }: ContextMenuProps) {
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Base.Root
      modal={false}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          className={styles.positioner}
          anchor={anchor}
          align="start"
          sideOffset={2}
          collisionPadding={8}
        >
          <Base.Popup className={styles.popup} aria-label={label} finalFocus={opener}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
