"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { signIn } from "#ui/authCalls.ts";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { TextField } from "#ui/field.tsx";
import { useEngine, useStore } from "./engine/hooks.ts";

/** Signing in without leaving the desk: what was typed stays, and the line resumes. */
export function SignInAgain({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("auth");
  const d = useTranslations("desk");
  const dialog = useTranslations("dialog");
  const engine = useEngine();
  const email = useStore(engine.desk, (desk) => desk.me.email);
  const password = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ outcome: string; wait?: number } | null>(null);

  async function submit() {
    setBusy(true);
    const outcome = await signIn(email, password.current?.value ?? "");
    setBusy(false);
    setAnswer(outcome);
    if (outcome.outcome !== "in") return;
    setAnswer(null);
    onClose();
    engine.hurry();
  }

  return (
    <Dialog
      open={open}
      onCancel={onClose}
      title={d("signedOut.action")}
      initialFocus={password}
      description={d("signedOut.body")}
      actions={
        <>
          <Button onClick={onClose}>{dialog("cancel")}</Button>
          <Button type="submit" form="sign-in-again" look="primary" busy={busy}>
            {d("signedOut.action")}
          </Button>
        </>
      }
    >
      <form
        id="sign-in-again"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField label={t("email")} type="email" autoComplete="username" value={email} readOnly />
        <TextField label={t("password")} type="password" autoComplete="current-password" ref={password} />
      </form>
      {answer && answer.outcome !== "in" ? <Notice>{sentence(t, answer)}</Notice> : null}
    </Dialog>
  );
}

function sentence(
  t: ReturnType<typeof useTranslations<"auth">>,
  answer: { outcome: string; wait?: number },
): string {
  if (answer.outcome === "wait") return t("wait.seconds", { count: answer.wait ?? 60 });
  if (answer.outcome === "offline") return t("offline");
  return answer.outcome === "wrong" ? t("wrong") : t("failed");
}
