"use client";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { Role } from "#machines/wire/views.ts";
import { type SignInAnswer, signIn } from "#ui/authCalls.ts";
import { Notice } from "#ui/bits.tsx";
import { Button, IconButton } from "#ui/button.tsx";
import { BareInput, Field, TextField } from "#ui/field.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import styles from "./signIn.module.css";

/** What every person of the demo has; they exist only while the demo's seed does. */
const demoPassword = "parola-demo";

type Person = { email: string; name: string; role: Role };

/** E-mail and password; what was typed stays typed whatever the answer. */
export function SignInForm({ next, people }: { next: string | null; people: Person[] }) {
  const t = useTranslations("auth");
  const hydrated = useHydrated();
  const password = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const [tries, setTries] = useState(0);

  async function enter(email: string, secret: string, who: string) {
    if (busy !== null) return;
    setBusy(who);
    setAnswer(null);
    const got = await signIn(email, secret);
    if (got.outcome === "in") {
      // A whole new page: nothing of whoever was here before is left in memory. `/` knows the role.
      window.location.assign(next ?? "/");
      return;
    }
    setBusy(null);
    setAnswer(got);
    setTries((count) => count + 1);
    if (got.outcome === "wrong") password.current?.focus();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get("email") ?? ""), String(form.get("password") ?? ""), "form");
  }

  return (
    <>
      {/* Always in the page, so that what appears in it is announced; the key makes a repeated answer new. */}
      <div className={styles.answer}>{answer ? <Answer key={tries} answer={answer} /> : null}</div>
      {/* POST, so that a press before the script has come never puts the password into an address. */}
      <form className={styles.form} method="post" onSubmit={submit} noValidate>
        <TextField
          label={t("email")}
          name="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Field label={t("password")}>
          {(ids) => (
            <span className={styles.password}>
              <BareInput
                {...ids}
                ref={password}
                type={shown ? "text" : "password"}
                name="password"
                autoComplete="current-password"
                autoCapitalize="none"
                spellCheck={false}
              />
              <IconButton label={shown ? t("hide") : t("show")} small onClick={() => setShown(!shown)}>
                {shown ? (
                  <IconEyeOff size={18} aria-hidden="true" />
                ) : (
                  <IconEye size={18} aria-hidden="true" />
                )}
              </IconButton>
            </span>
          )}
        </Field>
        <Button
          type="submit"
          look="primary"
          className={styles.submit}
          busy={busy === "form"}
          disabled={!hydrated}
        >
          {t("submit")}
        </Button>
      </form>
      {people.length > 0 ? (
        <section className={styles.demo} aria-labelledby="demo-title">
          <h2 id="demo-title" className={styles.demoTitle}>
            {t("demo.title")}
          </h2>
          <p className={styles.demoText}>{t("demo.text")}</p>
          <div className={styles.people}>
            {people.map((person) => (
              <Button
                key={person.email}
                busy={busy === person.email}
                disabled={!hydrated}
                onClick={() => void enter(person.email, demoPassword, person.email)}
              >
                {t("demo.signInAs", { name: person.name, role: t(`demo.role.${person.role}`) })}
              </Button>
            ))}
          </div>
          <a href="/demo-shop">{t("demo.shop")}</a>
        </section>
      ) : null}
    </>
  );
}

function Answer({ answer }: { answer: SignInAnswer }) {
  const t = useTranslations("auth");
  switch (answer.outcome) {
    case "in":
      return null;
    case "wrong":
      return <Notice>{t("wrong")}</Notice>;
    case "wait":
      return (
        <Notice tone="warn">
          {answer.wait < 60
            ? t("wait.seconds", { count: answer.wait })
            : t("wait.minutes", { count: Math.ceil(answer.wait / 60) })}
        </Notice>
      );
    case "failed":
      return <Notice>{t("failed")}</Notice>;
    case "offline":
      return <Notice>{t("offline")}</Notice>;
  }
}
