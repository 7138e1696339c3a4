"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { TextField } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { leastPassword } from "../../../setup/check.ts";
import type { Person } from "./person.ts";

type Props = { person: Person; mine: boolean; onCancel: () => void; onSaved: () => Promise<void> };

/** Another password, for who lost theirs or should no longer have it. */
export function PasswordDialog({ person, mine, onCancel, onSaved }: Props) {
  const t = useTranslations("settings.people");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const id = useId();
  const [short, setShort] = useState(false);

  const set = useMutation({
    mutationFn: async (password: string) => {
      await client.person.setPassword.mutate({ person: person.id, password });
      await onSaved();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (set.isPending) return;
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setShort(password.length < leastPassword);
    if (password.length >= leastPassword) set.mutate(password);
    else event.currentTarget.querySelector<HTMLElement>("[name=password]")?.focus();
  }

  return (
    <Dialog
      open
      onCancel={onCancel}
      title={t("passwordOf", { name: person.name })}
      description={mine ? t("newPassword.textOwn") : t("newPassword.text")}
      actions={
        <>
          <Button onClick={onCancel}>{common("cancel")}</Button>
          <Button type="submit" form={id} look="primary" busy={set.isPending}>
            {t("newPassword.submit")}
          </Button>
        </>
      }
    >
      <ErrorMessage error={set.error} />
      <form id={id} onSubmit={submit} noValidate>
        <TextField
          label={t("newPassword.label")}
          type="password"
          name="password"
          autoComplete="new-password"
          error={short && t("wrong.password", { min: leastPassword })}
        />
      </form>
    </Dialog>
  );
}
