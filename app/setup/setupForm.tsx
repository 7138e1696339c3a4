"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { signIn } from "#ui/authCalls.ts";
import { Button } from "#ui/button.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { TextField } from "#ui/field.tsx";
import { client } from "#ui/trpc/client.ts";
import { useHydrated } from "#ui/useHydrated.ts";
import styles from "../sign-in/signIn.module.css";
import { leastPassword, type Wrong, wrongOf } from "./check.ts";

/** Makes the account, then signs in with it. */
export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("setup");
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const given = {
      name: String(data.get("name") ?? "").trim(),
      email: String(data.get("email") ?? "").trim(),
      password: String(data.get("password") ?? ""),
    };
    const found = wrongOf(given);
    setWrong(found);
    setError(null);
    const first = (["name", "email", "password"] as const).find((field) => found[field]);
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await client().setup.create.mutate({ token, ...given });
      const answer = await signIn(given.email, given.password);
      window.location.assign(answer.outcome === "in" ? "/" : "/sign-in");
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  }

  return (
    <>
      <ErrorMessage error={error} />
      <form
        ref={form}
        className={styles.form}
        method="post"
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <TextField label={t("name")} name="name" autoComplete="name" error={wrong.name && t("wrong.name")} />
        <TextField
          label={t("email")}
          name="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={wrong.email && t("wrong.email")}
        />
        <TextField
          label={t("password")}
          type="password"
          name="password"
          autoComplete="new-password"
          help={t("passwordHelp", { min: leastPassword })}
          error={wrong.password && t("wrong.password", { min: leastPassword })}
        />
        <Button type="submit" look="primary" className={styles.submit} busy={busy} disabled={!hydrated}>
          {t("submit")}
        </Button>
      </form>
    </>
  );
}
