"use client";
import { IconUnlink } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useCan } from "../engine/hooks.ts";
import { useFault } from "../words.ts";
import { CaseChips, RecentCases } from "./cases.tsx";
import type { LinkProps } from "./customerLink.tsx";
import { useRecord } from "./data.ts";
import { Lookup } from "./forms/lookup.tsx";
import { useSaving } from "./forms/saving.ts";
import styles from "./pages.module.css";
import { QuickCreate } from "./quickCreate.tsx";

/** What a conversation is about: its case, the customer's other ones, a new one. */
export default function CaseLink({ item, session }: LinkProps) {
  const t = useTranslations("records");
  const told = useFault();
  const client = useTRPCClient();
  const saving = useSaving();
  const may = useCan(item.id, "case.linked");
  const linked = useRecord("case", item.case?.id ?? null).data;
  const contact = item.customer.kind === "contact" ? item.customer.id : null;
  const link = (id: string | null) =>
    saving.run({ case: id }, (command) =>
      client.conversation.linkCase.mutate({ id: command, conversation: item.id, case: id }),
    );
  return (
    <div className={styles.link}>
      {item.case && linked && "number" in linked ? <CaseChips row={linked} /> : null}
      {may && item.case ? (
        <Button
          small
          busy={saving.busy}
          icon={<IconUnlink size={14} aria-hidden="true" />}
          onClick={() => void link(null)}
        >
          {t("link.unlinkCase")}
        </Button>
      ) : null}
      {may && !item.case ? (
        <Lookup
          of="case"
          aria-label={t("link.findCase")}
          placeholder={t("link.findCase")}
          value={null}
          onChange={(chosen) => chosen && void link(chosen.id)}
        />
      ) : null}
      {may ? <QuickCreate kind="case" session={session} place="anchor" conversation={item.id} /> : null}
      {saving.fault ? (
        <Notice live="alert" title={t("link.failed")}>
          {told(saving.fault)}
        </Notice>
      ) : null}
      {contact ? (
        <section aria-label={t("recentCases")}>
          <h3 className={styles.subhead}>{t("recentCases")}</h3>
          <RecentCases
            of="contact"
            id={contact}
            action={(row) =>
              may && row.id !== item.case?.id ? (
                <Button
                  small
                  busy={saving.busy}
                  aria-label={t("link.linkName", { name: row.title })}
                  onClick={() => void link(row.id)}
                >
                  {t("link.link")}
                </Button>
              ) : null
            }
          />
        </section>
      ) : null}
    </div>
  );
}
