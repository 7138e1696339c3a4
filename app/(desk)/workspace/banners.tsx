"use client";
import { IconX } from "@tabler/icons-react";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Notice } from "#ui/bits.tsx";
import { Button, IconButton } from "#ui/button.tsx";
import styles from "./banners.module.css";
import type { Trouble } from "./engine/engine.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import { SignInAgain } from "./signInAgain.tsx";
import { useFault, useWords } from "./words.ts";

/** What holds for the whole window: the line, the program's version, and what went wrong. In the flow. */
export function Banners() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const line = useStore(engine.line, (state) => state);
  const stale = useStore(engine.stale, (state) => state);
  const troubles = useStore(engine.troubles, (list) => list);
  const sessions = useSelector(engine.actor, (state) => state.context.sessions);
  const p = useTranslations("presence");
  const inactive = useStore(engine.desk, (desk) => desk.presence.label === "inactive");
  const [signingIn, setSigningIn] = useState(false);
  const some = stale || inactive || troubles.length > 0 || line === "offline" || line === "signedOut";
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
              action={<Button onClick={() => void engine.resetPresence()}>{p("reset")}</Button>}
            >
              {p("inactive.body")}
            </Notice>
          ) : null}
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
      {Object.entries(sessions).map(([id]) => (
        <CloseRefused key={id} id={id} />
      ))}
      <SignInAgain open={signingIn} onClose={() => setSigningIn(false)} />
    </>
  );
}

function TroubleLine({ trouble }: { trouble: Trouble }) {
  const t = useTranslations();
  const engine = useEngine();
  const words = useWords();
  const fault = useFault();
  const reason = fault(trouble.fault);
  const name = trouble.item ? words.name(trouble.item) : "";
  return (
    <Notice
      tone="bad"
      action={
        <IconButton small label={t("desk.dismiss")} onClick={() => engine.dismiss(trouble.id)}>
          <IconX size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      {trouble.kind === "offer" ? t("offer.gone.failed", { name, reason }) : t("table.failed", { reason })}
    </Notice>
  );
}

/** A session that could not be closed says why, once. */
function CloseRefused({ id }: { id: string }) {
  const engine = useEngine();
  const session = useSelector(engine.actor, (state) => state.context.sessions[id]);
  const reason = useSelector(session, (state) => (state?.matches("open") ? state.context.reason : null));
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (reason === told.current) return;
    told.current = reason;
    if (reason) engine.report(reason);
  }, [engine, reason]);
  return null;
}
