"use client";
import { IconExternalLink, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Empty, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useEngine, useStore } from "../engine/hooks.ts";
import styles from "./business.module.css";
import { addressWith, type BusinessContext, sandboxOf } from "./businessAddress.ts";
import { useRecord } from "./data.ts";
import type { PageProps } from "./pageProps.ts";

/** From here on a page that still loads is called slow. */
const SLOW_MS = 10_000;

/** What the session is about, as ids. */
function useBusinessContext(session: string): BusinessContext {
  const engine = useEngine();
  const [kind = "", subject = ""] = session.split(/:(.*)/su);
  const item = useStore(engine.desk, (desk) =>
    kind === "conversation" ? desk.conversations[subject]?.item : undefined,
  );
  const caseId = kind === "case" ? subject : (item?.case?.id ?? null);
  const supportCase = useRecord("case", kind === "case" ? subject : null).data;
  const ofCase = supportCase && "number" in supportCase ? supportCase : null;
  const known = item?.customer.kind === "contact" ? item.customer.id : null;
  const contactId = kind === "contact" ? subject : (known ?? ofCase?.contact?.id ?? null);
  const contact = useRecord("contact", kind === "contact" ? subject : null).data;
  const ofContact = contact && "signed" in contact ? contact : null;
  return {
    conversation: kind === "conversation" ? subject : null,
    contact: contactId,
    account:
      kind === "account"
        ? subject
        : (item?.account?.id ?? ofContact?.account?.id ?? ofCase?.account?.id ?? null),
    case: caseId,
  };
}

/** A page of another system that the admin listed, in a frame that reaches nothing of ours. */
export default function BusinessPage({ session, subject }: PageProps) {
  const t = useTranslations("records.business");
  const page = useStore(useEngine().desk, (desk) => desk.installation.pages.find(({ id }) => id === subject));
  const [turn, setTurn] = useState(0);
  // What the page shows when it is opened stays: a frame that loads anew by itself would lose what is in it.
  const context = useBusinessContext(session);
  const [first, setFirst] = useState<{ turn: number; url: string; address: string } | null>(null);
  const url = page?.url ?? null;
  const ready = useContextReady(session);
  if (url !== null && ready && (first === null || first.turn !== turn || first.url !== url)) {
    setFirst({ turn, url, address: addressWith(url, context) });
  }
  if (!page) return <Empty title={t("gone")} />;
  if (!first) return <Loading>{t("loading", { name: page.name })}</Loading>;
  return (
    <Framed
      key={`${turn} ${first.address}`}
      id={page.id}
      name={page.name}
      address={first.address}
      onRetry={() => setTurn(turn + 1)}
    />
  );
}

/** The ids that go along are known, or will not come. */
function useContextReady(session: string): boolean {
  const [kind = "", subject = ""] = session.split(/:(.*)/su);
  const supportCase = useRecord("case", kind === "case" ? subject : null);
  const contact = useRecord("contact", kind === "contact" ? subject : null);
  return (kind !== "case" || !supportCase.isPending) && (kind !== "contact" || !contact.isPending);
}

type FramedProps = { id: string; name: string; address: string; onRetry: () => void };

function Framed({ id, name, address, onRetry }: FramedProps) {
  const t = useTranslations("records.business");
  const client = useTRPCClient();
  const [loaded, setLoaded] = useState(false);
  const [slow, setSlow] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const origin = new URL(address).origin;
  // A browser does not say why a frame stays empty: the server asks the page for its headers.
  const asked = useQuery({
    queryKey: ["business", id, address],
    staleTime: 0,
    gcTime: 0,
    retry: false,
    queryFn: () => client.installation.pageState.query({ page: id, origin: window.location.origin }),
  });
  useEffect(() => {
    if (loaded) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [loaded]);
  useEffect(() => {
    // The admin listed this page's origin after this desk was loaded: its policy does not know it yet.
    const hear = (event: SecurityPolicyViolationEvent) => {
      if (event.effectiveDirective === "frame-src" && event.blockedURI.startsWith(origin)) setBlocked(true);
    };
    document.addEventListener("securitypolicyviolation", hear);
    return () => document.removeEventListener("securitypolicyviolation", hear);
  }, [origin]);
  const state = asked.data?.state ?? "unknown";
  const refused = state === "refused";
  const told = blocked
    ? t("blocked")
    : refused
      ? t("refused", { name })
      : state === "failed"
        ? t("failed", { name, status: String(asked.data?.status ?? "") })
        : state === "unreachable"
          ? t("unreachable", { name })
          : slow && !loaded
            ? t("slow", { name })
            : null;
  const apart = (
    <a className={styles.apart} href={address} target="_blank" rel="noopener noreferrer">
      <IconExternalLink size={16} aria-hidden="true" />
      {t("apart")}
    </a>
  );
  return (
    <div className={styles.business}>
      {told === null ? null : (
        <Notice tone="warn" live="status" className={styles.notice ?? ""}>
          <p>{told}</p>
          <p className={styles.ways}>
            {blocked ? (
              <Button small onClick={() => window.location.reload()}>
                {t("reload")}
              </Button>
            ) : (
              <Button small icon={<IconRefresh size={14} aria-hidden="true" />} onClick={onRetry}>
                {t("retry")}
              </Button>
            )}
            {apart}
          </p>
        </Notice>
      )}
      {!loaded && !refused && !blocked ? <Loading>{t("loading", { name })}</Loading> : null}
      {refused || blocked ? null : (
        <iframe
          className={styles.frame}
          title={name}
          src={address}
          sandbox={sandboxOf(address, window.location.origin)}
          referrerPolicy="no-referrer"
          allow=""
          onLoad={() => setLoaded(true)}
        />
      )}
    </div>
  );
}
