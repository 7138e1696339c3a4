"use client";
import { IconCopy } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Card } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import styles from "./embed.module.css";

/** What a host's page needs: the line that brings the chat, and the secret that signs who its customers are. */
export function Embed({ workstream, address }: { workstream: string; address: string }) {
  const t = useTranslations("settings.embed");
  const client = useTRPCClient();
  const hydrated = useHydrated();
  const id = useId();
  const [secret, setSecret] = useState<string | null>(null);
  const show = useMutation({
    mutationFn: () => client.workstream.secret.query({ key: workstream }),
    onSuccess: (answer) => setSecret(answer.secret),
    // Nothing of it stays in memory once it is hidden.
    gcTime: 0,
  });
  const snippet = `<script async src="${address}/widget.js" data-workstream="${workstream}"></script>`;

  return (
    <Card title={t("title")}>
      <div className={styles.part}>
        <p className={styles.text}>{t("text")}</p>
        <Copyable label={t("snippet")} copy={t("copy")} text={snippet} />
      </div>
      <section className={styles.part} aria-labelledby={id}>
        <h3 id={id}>{t("secretTitle")}</h3>
        <p className={styles.text}>{t("secretText")}</p>
        <ErrorMessage error={show.error} />
        {secret === null ? null : <Copyable label={t("secret")} copy={t("copySecret")} text={secret} />}
        <Button
          aria-expanded={secret !== null}
          busy={show.isPending}
          disabled={!hydrated}
          onClick={() => {
            if (secret === null) show.mutate();
            else {
              setSecret(null);
              show.reset();
            }
          }}
        >
          {secret === null ? t("show") : t("hide")}
        </Button>
      </section>
    </Card>
  );
}

/** A text to take along: it can be selected where the browser does not let it be copied. */
function Copyable({ label, copy, text }: { label: string; copy: string; text: string }) {
  const t = useTranslations("settings.embed");
  const hydrated = useHydrated();
  const [outcome, setOutcome] = useState<"copied" | "notCopied" | null>(null);

  async function take() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("notCopied");
    }
  }

  return (
    <>
      <textarea
        aria-label={label}
        className={styles.code}
        readOnly
        rows={2}
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.row}>
        <Button
          small
          icon={<IconCopy size={16} aria-hidden="true" />}
          disabled={!hydrated}
          onClick={() => void take()}
        >
          {copy}
        </Button>
        <span role="status" className={styles.text}>
          {outcome === null ? "" : t(outcome)}
        </span>
      </div>
    </>
  );
}
