"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useDeferredValue } from "react";
import type { Found, TabParams } from "#machines/wire/records.ts";
import { Chip, Empty, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { BareSelect } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { stateTone } from "../communicationPanel.tsx";
import { useEngine } from "../engine/hooks.ts";
import { nameOf } from "../engine/titles.ts";
import { EntityLink } from "../entityLink.tsx";
import { useNow, useWords } from "../words.ts";
import { CaseChips } from "./cases.tsx";
import { useLiveRecords } from "./data.ts";
import styles from "./finder.module.css";
import { Finder } from "./finder.tsx";
import { numberOf, textOf } from "./knowledge.tsx";
import type { PageProps } from "./pageProps.ts";
import pages from "./pages.module.css";
import { useKept } from "./useKept.ts";

const PAGE = 20;
const kinds = ["contact", "account", "case", "conversation"] as const;
type Kind = (typeof kinds)[number];
const kindOf = (value: unknown): Kind | null => kinds.find((each) => each === value) ?? null;

type Kept = { text: string; kind: Kind | null; scroll: number };
const read = (params: TabParams): Kept => ({
  text: textOf(params.text),
  kind: kindOf(params.kind),
  scroll: numberOf(params.scroll),
});

/** Contacts, accounts, cases and conversations by their words, accents folded. */
export default function SearchPage(props: PageProps) {
  const t = useTranslations("records.search");
  const [kept, keep, quietly] = useKept(props, read);
  const client = useTRPCClient();
  useLiveRecords();
  const text = useDeferredValue(kept.text.trim());
  const { kind } = kept;
  const query = useInfiniteQuery({
    queryKey: ["search", "page", text, kind],
    enabled: text !== "",
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      client.search.find.query({
        text,
        limit: PAGE,
        ...(kind === null ? {} : { kinds: [kind] }),
        ...(pageParam === undefined ? {} : { after: pageParam }),
      }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = text === "" ? [] : (query.data?.pages.flatMap((page) => page.rows) ?? []);
  const total = query.data?.pages[0]?.total ?? 0;
  const results = (): ReactNode => {
    if (text === "") return <Empty title={t("start")} />;
    if (query.isPending) return <Loading>{t("loading")}</Loading>;
    if (query.isError && rows.length === 0) {
      return (
        <Notice
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
    if (rows.length === 0) return <Empty title={t("none")}>{t("noneHelp")}</Empty>;
    return (
      <>
        <ul aria-label={t("results")}>
          {rows.map((row) => (
            <li key={`${row.kind} ${row.id}`} className={styles.found}>
              <Row row={row} />
            </li>
          ))}
        </ul>
        {query.hasNextPage ? (
          <div className={styles.more}>
            <Button small busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("more")}
            </Button>
          </div>
        ) : null}
      </>
    );
  };
  return (
    <Finder
      label={t("label")}
      text={kept.text}
      onText={(next) => keep({ text: next, scroll: 0 })}
      filters={
        <BareSelect
          aria-label={t("kind")}
          value={kind ?? ""}
          choices={[
            { value: "", label: t("anyKind") },
            ...kinds.map((each) => ({ value: each, label: t(`kinds.${each}`) })),
          ]}
          onChange={(event) => keep({ kind: kindOf(event.target.value), scroll: 0 })}
        />
      }
      count={
        text === "" || query.isPending
          ? null
          : t("count", { count: total, more: total >= 1_000 ? "yes" : "no" })
      }
      scrolled={kept.scroll}
      onScrolled={(scroll) => quietly({ scroll: Math.round(scroll) })}
      results={results()}
    />
  );
}

function Row({ row }: { row: Found }) {
  const t = useTranslations("records");
  const s = useTranslations("session");
  const words = useWords();
  const now = useNow();
  if (row.kind === "conversation") {
    return (
      <>
        <p className={pages.entryHead}>
          <ConversationLink row={row} />
          <Chip tone={stateTone[row.state]}>{s(`state.${row.state}`)}</Chip>
        </p>
        <p className={styles.tags}>
          <span>{t("kind.conversation")}</span>
          <span>{row.workstream}</span>
          {now === null ? null : <span>{words.moment(row.updatedAt, now)}</span>}
        </p>
      </>
    );
  }
  const facts =
    row.kind === "contact"
      ? [row.email, row.phone, row.account?.name]
      : row.kind === "account"
        ? [row.website, row.phone]
        : [row.contact?.name];
  return (
    <>
      <p className={pages.entryHead}>
        <EntityLink kind={row.kind} id={row.id}>
          {row.kind === "case" ? row.title : row.name}
        </EntityLink>
        {row.kind === "case" ? <CaseChips row={row} /> : null}
      </p>
      <p className={styles.tags}>
        <span>{t(`kind.${row.kind}`)}</span>
        {facts.map((fact) =>
          fact ? (
            <span key={fact} dir="auto">
              {fact}
            </span>
          ) : null,
        )}
      </p>
    </>
  );
}

/** Opens the conversation's session: it has no other place to be shown in. */
function ConversationLink({ row }: { row: Extract<Found, { kind: "conversation" }> }) {
  const s = useTranslations("session");
  const engine = useEngine();
  const name = nameOf(
    row.customer.kind === "contact" ? { ...row.customer, id: "" } : { ...row.customer, id: "" },
    { visitor: (number) => s("visitor", { number: String(number) }) },
  );
  const open = (event: { preventDefault(): void }) => {
    event.preventDefault();
    void engine.deeds.openById(row.id);
  };
  return (
    <a
      href={`/workspace#conversation:${row.id}`}
      dir="auto"
      onClick={open}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing && !event.repeat) open(event);
      }}
    >
      {name}
    </a>
  );
}
