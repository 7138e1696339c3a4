"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CasePriority, CaseStatus, CaseView } from "#machines/wire/records.ts";
import { Chip, Loading, Notice, type Tone } from "#ui/bits.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { EntityLink } from "../entityLink.tsx";
import { useLiveRecords } from "./data.ts";
import styles from "./pages.module.css";

export const statusTone: Record<CaseStatus, Tone> = {
  open: "accent",
  pending: "warn",
  resolved: "good",
  closed: "plain",
};
export const priorityTone: Record<CasePriority, Tone> = {
  low: "plain",
  normal: "plain",
  high: "warn",
  urgent: "bad",
};

const MOST = 8;

/** The newest cases of a contact or an account; `action` stands beside each. */
export function RecentCases(props: {
  of: "contact" | "account";
  id: string;
  action?: (row: CaseView) => ReactNode;
}) {
  const t = useTranslations("records.cases");
  const client = useTRPCClient();
  useLiveRecords();
  const { of, id } = props;
  const query = useQuery({
    queryKey: ["cases", of, id],
    queryFn: () =>
      of === "contact"
        ? client.contact.cases.query({ record: id, limit: MOST })
        : client.account.cases.query({ record: id, limit: MOST }),
  });
  if (query.isPending) return <Loading>{t("loading")}</Loading>;
  if (!query.data) {
    return (
      <Notice tone="warn" live="status">
        {t("failed")}
      </Notice>
    );
  }
  if (query.data.length === 0) return <p className={styles.quiet}>{t("none")}</p>;
  return (
    <ul className={styles.rows}>
      {query.data.map((row) => (
        <li key={row.id} className={styles.row}>
          <div className={styles.rowText}>
            <EntityLink kind="case" id={row.id}>
              {row.title}
            </EntityLink>
            <CaseChips row={row} />
          </div>
          {props.action?.(row)}
        </li>
      ))}
    </ul>
  );
}

/** Number, status, and the priority when it is not the usual one. */
export function CaseChips({ row }: { row: { number: number; status: CaseStatus; priority: CasePriority } }) {
  const t = useTranslations("records");
  return (
    <span className={styles.chips}>
      <span className={styles.quiet}>{t("caseNumber", { number: String(row.number) })}</span>
      <Chip tone={statusTone[row.status]}>{t(`choice.status.${row.status}`)}</Chip>
      {row.priority === "normal" ? null : (
        <Chip tone={priorityTone[row.priority]}>{t(`choice.priority.${row.priority}`)}</Chip>
      )}
    </span>
  );
}
