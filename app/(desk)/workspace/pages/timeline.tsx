"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { EntityKind, TimelineEntry } from "#machines/wire/records.ts";
import { Chip, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import type { Client } from "#ui/trpc/client.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { stateTone } from "../communicationPanel.tsx";
import { useEngine } from "../engine/hooks.ts";
import { EntityLink } from "../entityLink.tsx";
import { useNow, useWords } from "../words.ts";
import styles from "./pages.module.css";

const PAGE = 10;

function ask(client: Client, kind: EntityKind, record: string, after: string | undefined) {
  const input = { record, limit: PAGE, ...(after === undefined ? {} : { after }) };
  if (kind === "contact") return client.contact.timeline.query(input);
  if (kind === "account") return client.account.timeline.query(input);
  return client.case.timeline.query(input);
}

/** What happened with a record, newest first, a page at a time. */
export function RecordTimeline({ kind, id }: { kind: EntityKind; id: string }) {
  const t = useTranslations("records.timeline");
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: ["timeline", kind, id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => ask(client, kind, id, pageParam),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const entries = query.data?.pages.flatMap(({ rows }) => rows) ?? [];
  if (query.isPending) return <Loading>{t("loading")}</Loading>;
  if (query.isError && !query.data) {
    return (
      <Notice
        tone="warn"
        live="status"
        action={
          <Button small onClick={() => void query.refetch()}>
            {t("retry")}
          </Button>
        }
      >
        {t("failed")}
      </Notice>
    );
  }
  return (
    <>
      {entries.length === 0 ? <p className={styles.quiet}>{t("empty")}</p> : null}
      <ol className={styles.timeline}>
        {entries.map((entry) => (
          <li key={`${entry.type} ${entry.id}`}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button small busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}

function When({ at }: { at: number }) {
  const words = useWords();
  const now = useNow();
  if (now === null) return null;
  return (
    <time dateTime={new Date(at).toISOString()} className={styles.quiet}>
      {words.moment(at, now)}
    </time>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("records");
  const s = useTranslations("session");
  if (entry.type === "conversation") {
    return (
      <>
        <p className={styles.entryHead}>
          <ConversationName entry={entry} />
          <Chip tone={stateTone[entry.state]}>{s(`state.${entry.state}`)}</Chip>
        </p>
        {entry.lastText ? (
          <p className={styles.line} dir="auto">
            {entry.lastText}
          </p>
        ) : null}
        <p className={styles.quiet}>
          {entry.owner ? t("timeline.with", { name: entry.owner }) : null} <When at={entry.at} />
        </p>
      </>
    );
  }
  if (entry.type === "case") {
    return (
      <>
        <p className={styles.entryHead}>
          <EntityLink kind="case" id={entry.id}>
            {t("caseName", { number: String(entry.number), title: entry.title })}
          </EntityLink>
          <Chip>{t(`choice.status.${entry.status}`)}</Chip>
        </p>
        <When at={entry.at} />
      </>
    );
  }
  const fields = entry.fields.map((name) => (t.has(`field.${name}`) ? t(`field.${name}`) : name));
  return (
    <>
      <p>{entry.created ? t("timeline.created") : t("timeline.changed", { fields: fields.join(", ") })}</p>
      <p className={styles.quiet}>
        {entry.by ? t("timeline.by", { name: entry.by }) : null} <When at={entry.at} />
      </p>
    </>
  );
}

/** A conversation that this reader may open is a button that opens its session. */
function ConversationName({ entry }: { entry: Extract<TimelineEntry, { type: "conversation" }> }) {
  const t = useTranslations("records.timeline");
  const engine = useEngine();
  const name = t("conversation", { workstream: entry.workstream });
  if (!entry.readable) return <span>{name}</span>;
  return (
    <button type="button" className={styles.linkish} onClick={() => void engine.deeds.openById(entry.id)}>
      {name}
    </button>
  );
}
