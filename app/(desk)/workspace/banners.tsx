"use client";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "#ui/bits.tsx";
import { Button, IconButton } from "#ui/button.tsx";
import { AsleepNotice, useLapsed } from "./asleepNotice.tsx";
import styles from "./banners.module.css";
import type { Trouble } from "./engine/deeds.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import { SignInAgain } from "./signInAgain.tsx";
import { useOpenTitles } from "./titles.tsx";
import { useFault, useWords } from "./words.ts";

/** What holds for the whole window: the line, the program's version, and what went wrong. In the flow. */
export function Banners() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const line = useStore(engine.line, (state) => state);
  const stale = useStore(engine.stale, (state) => state);
  const troubles = useStore(engine.deeds.troubles, (list) => list);
  const p = useTranslations("presence");
  const inactive = useStore(engine.desk, (desk) => desk.presence.label === "inactive");
  const [signingIn, setSigningIn] = useState(false);
  const away = useStore(engine.absence.away, (value) => value !== null);
  const lapsed = useLapsed();
  const some =
    away || lapsed || stale || inactive || troubles.length > 0 || line === "offline" || line === "signedOut";
  return (
    <>
      {some ? (
        <div className={styles.banners}>
          {line === "offline" ? (
            <Notice tone="warn" live="status" title={t("offline.title")}>
              {t("offline.body")}
            </Notice>
          ) : null}
          {line === "signedOut" ? (
            <Notice
              tone="bad"
              title={t("signedOut.title")}
              action={
                <Button look="primary" onClick={() => setSigningIn(true)}>
                  {t("signedOut.action")}
                </Button>
              }
            >
              {t("signedOut.body")}
            </Notice>
          ) : null}
          {inactive ? (
            <Notice
              tone="warn"
              live="status"
              title={p("inactive.title")}
              action={<Button onClick={() => void engine.deeds.resetPresence()}>{p("reset")}</Button>}
            >
              {p("inactive.body")}
            </Notice>
          ) : null}
          <AsleepNotice />
          {stale ? (
            <Notice
              tone="accent"
              live="status"
              title={t("stale.title")}
              action={<Button onClick={() => window.location.reload()}>{t("stale.action")}</Button>}
            >
              {t("stale.body")}
            </Notice>
          ) : null}
          {troubles.map((trouble) => (
            <TroubleLine key={trouble.id} trouble={trouble} />
          ))}
        </div>
      ) : null}
      <SignInAgain open={signingIn} onClose={() => setSigningIn(false)} />
    </>
  );
}

function TroubleLine({ trouble }: { trouble: Trouble }) {
  const t = useTranslations();
  const engine = useEngine();
  const conversation = trouble.item?.id ?? "";
  const isMine = useStore(engine.desk, ({ me, conversations }) => {
    const item = conversations[conversation]?.item;
    return item?.state === "active" && item.owner?.id === me.id;
  });
  // Another window of the same person was first: what was wanted has happened.
  if (trouble.kind === "offer" && isMine) return null;
  return (
    <Notice
      tone="bad"
      action={
        <IconButton small label={t("desk.dismiss")} onClick={() => engine.deeds.dismiss(trouble.id)}>
          <IconX size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      <Told trouble={trouble} />
    </Notice>
  );
}

function Told({ trouble }: { trouble: Trouble }) {
  const t = useTranslations();
  const words = useWords();
  const fault = useFault();
  const titles = useOpenTitles();
  if (trouble.crowd) {
    const { limit, close } = trouble.crowd;
    const subject = close?.session.slice(close.session.indexOf(":") + 1) ?? "";
    return t("tabs.full", { limit, why: close?.why ?? "other", title: titles.get(subject) ?? "" });
  }
  const reason = fault(trouble.fault);
  if (trouble.kind === "command") return t("table.failed", { reason });
  return t("offer.gone.failed", { name: trouble.item ? words.name(trouble.item) : "", reason });
}
