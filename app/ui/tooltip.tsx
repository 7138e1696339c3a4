"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import styles from "./tooltip.module.css";

export type TooltipProps = {
  text: ReactNode;
  /** What it belongs to; it needs its own accessible name or description, as a tooltip adds none. */
  children: ReactElement;
  side?: "top" | "bottom" | "inline-start" | "inline-end";
  disabled?: boolean;
};

/** Shows on hover and on keyboard focus, goes with Escape. */
export function Tooltip({ text, children, side = "bottom", disabled = false }: TooltipProps) {
  return (
    <Base.Root disabled={disabled}>
      <Base.Trigger render={children} delay={250} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup role="tooltip" className={styles.popup}>
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
