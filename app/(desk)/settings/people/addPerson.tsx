"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#ui/button.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { Select, TextField } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { uuid } from "#ui/uuid.ts";
import { leastPassword, type Wrong, wrongOf } from "../../../setup/check.ts";
import styles from "../settings.module.css";
import own from "./people.module.css";
import { isRole, roles } from "./person.ts";

type Props = { onBegin: () => void; onAdded: (name: string) => Promise<void> };

/** Somebody new, with the password that they begin with. What was typed stays until they are added. */
export function AddPerson({ onBegin, onAdded }: Props) {
  const t = useTranslations("settings.people");
  const role = useTranslations("common.account.role");
  const client = useTRPCClient();
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  // One id as long as the content is the same: what was added, but not heard of, is not added again.
  const attempt = useRef<{ id: string; content: string } | null>(null);

  const add = useMutation({
    mutationFn: async (given: { name: string; email: string; password: string; role: string }) => {
      if (!isRole(given.role)) return;
      const content = JSON.stringify(given);
      if (attempt.current?.content !== content) attempt.current = { id: uuid(), content };
      await client.person.create.mutate({ id: attempt.current.id, ...given, role: given.role });
      form.current?.reset();
      attempt.current = null;
      await onAdded(given.name);
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (add.isPending) return;
    onBegin();
    const data = new FormData(event.currentTarget);
    const given = {
      name: String(data.get("name") ?? "").trim(),
      email: String(data.get("email") ?? "").trim(),
      password: String(data.get("password") ?? ""),
    };
    const found = wrongOf(given);
    setWrong(found);
    const first = (["name", "email", "password"] as const).find((field) => found[field]);
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
      return;
    }
    add.mutate({ ...given, role: String(data.get("role") ?? "") });
  }

  return (
    <form ref={form} className={styles.stack} method="post" onSubmit={submit} noValidate>
      <ErrorMessage error={add.error} />
      <div className={own.form}>
        <TextField
          label={t("add.name")}
          name="name"
          autoComplete="off"
          error={wrong.name && t("wrong.name")}
        />
        <TextField
          label={t("add.email")}
          name="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={wrong.email && t("wrong.email")}
        />
        <Select
          label={t("add.role")}
          name="role"
          defaultValue="agent"
          choices={roles.map((value) => ({ value, label: role(value) }))}
        />
        <TextField
          label={t("add.password")}
          type="password"
          name="password"
          autoComplete="new-password"
          help={t("add.passwordHelp", { min: leastPassword })}
          error={wrong.password && t("wrong.password", { min: leastPassword })}
        />
      </div>
      <Button type="submit" look="primary" className={own.submit} busy={add.isPending} disabled={!hydrated}>
        {t("add.submit")}
      </Button>
    </form>
  );
}
