"use client";
import { IconUnlink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { ContactView } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useCan, useEngine } from "../engine/hooks.ts";
import { EntityLink } from "../entityLink.tsx";
import { useFault } from "../words.ts";
import { useLiveRecords } from "./data.ts";
import { Lookup } from "./forms/lookup.tsx";
import { useSaving } from "./forms/saving.ts";
import styles from "./pages.module.css";
import { QuickCreate } from "./quickCreate.tsx";

export type LinkProps = { item: WorkItem; session: string };

/** Who this conversation's customer is, for an agent to say: link a contact, make one, take the link away. */
export default function CustomerLink({ item, session }: LinkProps) {
  const t = useTranslations("records.link");
  const told = useFault();
  const client = useTRPCClient();
  const engine = useEngine();
  const saving = useSaving();
  const may = useCan(item.id, "contact.linked");
  useLiveRecords();
  const contact = item.customer.kind === "contact" ? item.customer : null;
  const link = (id: string | null) =>
    saving.run({ contact: id }, (command) =>
      client.conversation.linkContact.mutate({ id: command, conversation: item.id, contact: id }),
    );
  // What stands beside the name is the contact's: it is another's, or has changed.
  const known = contact?.id ?? null;
  useEffect(() => {
    if (known === null) return;
    return engine.news.subscribe((news) => {
      if (news === null || news.id === known) void engine.loadDetails(item.id);
    });
  }, [engine, known, item.id]);
  if (!may) return null;
  return (
    <div className={styles.link}>
      {contact ? (
        <Button
          small
          busy={saving.busy}
          icon={<IconUnlink size={14} aria-hidden="true" />}
          onClick={() => void link(null)}
        >
          {t("unlink")}
        </Button>
      ) : (
        <>
          <Candidates item={item} busy={saving.busy} onLink={(id) => void link(id)} />
          <Lookup
            of="contact"
            aria-label={t("findContact")}
            placeholder={t("findContact")}
            value={null}
            onChange={(chosen) => chosen && void link(chosen.id)}
          />
          <QuickCreate kind="contact" session={session} place="anchor" conversation={item.id} />
        </>
      )}
      {saving.fault ? (
        <Notice live="alert" title={t("failed")}>
          {told(saving.fault)}
        </Notice>
      ) : null}
    </div>
  );
}

/** Contacts with an address that the customer wrote. Nobody signed for it, so nothing is linked by itself. */
function Candidates(props: { item: WorkItem; busy: boolean; onLink: (contact: string) => void }) {
  const { item, busy, onLink } = props;
  const t = useTranslations("records.link");
  const client = useTRPCClient();
  // What was written since may name somebody.
  const written = item.lastMessage?.side === "customer" ? item.lastSeq : null;
  const query = useQuery({
    queryKey: ["candidates", item.id, written],
    placeholderData: (before: ContactView[] | undefined) => before,
    queryFn: () => client.conversation.candidates.query({ conversation: item.id }),
  });
  if (!query.data || query.data.length === 0) return null;
  return (
    <section aria-label={t("candidates")} className={styles.candidates}>
      <h3 className={styles.subhead}>{t("candidates")}</h3>
      <p className={styles.quiet}>{t("candidatesWhy")}</p>
      <ul className={styles.rows}>
        {query.data.map((one) => (
          <li key={one.id} className={styles.row}>
            <div className={styles.rowText}>
              <EntityLink kind="contact" id={one.id}>
                {one.name}
              </EntityLink>
              <span className={styles.quiet} dir="auto">
                {[one.account?.name, one.email, one.phone].filter(Boolean).join(" · ")}
              </span>
            </div>
            <Button
              small
              busy={busy}
              aria-label={t("linkName", { name: one.name })}
              onClick={() => onLink(one.id)}
            >
              {t("link")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
