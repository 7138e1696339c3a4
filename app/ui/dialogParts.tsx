"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode, RefObject } from "react";
import styles from "./dialog.module.css";

export type DialogProps = {
  open: boolean;
  /** Escape and a press outside mean Cancel. */
  onCancel: () => void;
  title: string;
  /** What the dialog says before anything is decided; read out when it opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, exactly those: there is no X in the corner. */
  actions: ReactNode;
  /** Where focus goes on opening; by default the first thing that takes it. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Where focus goes on closing; by default back to where it was. */
  finalFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null);
};

/** The dialog itself (dialog.tsx). */
export function DialogParts(props: DialogProps) {
  return (
    <Base.Root
      open={props.open}
      onOpenChange={(open) => {
        if (!open) props.onCancel();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          className={styles.popup}
          {...(props.initialFocus ? { initialFocus: props.initialFocus } : {})}
          {...(props.finalFocus ? { finalFocus: props.finalFocus } : {})}
        >
          <Base.Title className={styles.title}>{props.title}</Base.Title>
          {props.description ? (
            <Base.Description className={styles.description} render={<div />}>
              {props.description}
            </Base.Description>
          ) : null}
          {props.children ? <div className={styles.body}>{props.children}</div> : null}
          <div className={styles.actions}>{props.actions}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
