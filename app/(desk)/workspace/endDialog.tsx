"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { useEngine } from "./engine/hooks.ts";
import { policyOf } from "./policy.ts";
import { useWords } from "./words.ts";

export type EndDialogProps = {
  item: WorkItem;
  open: boolean;
  onClose: () => void;
  opener: RefObject<HTMLButtonElement | null>;
};

/** Says what ending does before it does it. */
export function EndDialog({ item, open, onClose, opener }: EndDialogProps) {
  const t = useTranslations("dialog");
  const engine = useEngine();
  const words = useWords();
  const cancel = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const name = words.name(item);
  const policy = policyOf(engine, item.id);

  async function end() {
    setBusy(true);
    await engine.deeds.end(item);
    setBusy(false);
    onClose();
  }

  return (
    <Dialog
      open={open}
      onCancel={onClose}
      title={t("endTitle")}
      initialFocus={cancel}
      // Once it has ended there is no End button: the log has the keyboard then.
      finalFocus={() => opener.current ?? document.querySelector<HTMLElement>('[role="log"]')}
      description={
        <>
          <p>{item.chart === "liveChat" ? t("ending.live", { name }) : t("ending.persistent", { name })}</p>
          {policy ? <p>{t("ending.undo", { span: words.span(policy.wrapUpTime) })}</p> : null}
        </>
      }
      actions={
        <>
          <Button ref={cancel} onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button look="danger" busy={busy} onClick={() => void end()}>
            {t("end")}
          </Button>
        </>
      }
    />
  );
}
