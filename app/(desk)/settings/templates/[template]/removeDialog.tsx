"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { TemplateView } from "#machines/wire/records.ts";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { uuid } from "#ui/uuid.ts";

type Props = { template: TemplateView; open: boolean; onCancel: () => void; onRemoved: () => void };

/** Removing cannot be undone, so it is asked. */
export function RemoveDialog({ template, open, onCancel, onRemoved }: Props) {
  const t = useTranslations("settings.templates");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const cancel = useRef<HTMLButtonElement>(null);
  const id = useRef("");
  const remove = useMutation({
    mutationFn: () => {
      id.current ||= uuid();
      return client.templates.remove.mutate({ id: id.current, template: template.id });
    },
    onSuccess: onRemoved,
  });
  return (
    <Dialog
      open={open}
      onCancel={onCancel}
      title={t("removeTitle")}
      description={t("removeText", { name: template.name })}
      initialFocus={cancel}
      actions={
        <>
          <Button ref={cancel} onClick={onCancel}>
            {common("cancel")}
          </Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t("remove")}
          </Button>
        </>
      }
    >
      {remove.error ? <ErrorMessage error={remove.error} /> : null}
    </Dialog>
  );
}
