"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import type { ArticleRow, TabParams } from "#machines/wire/records.ts";
import type { Locale } from "#machines/wire/views.ts";
import { Empty, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { BareSelect } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useWords } from "../words.ts";
import { Article } from "./articleView.tsx";
import { useLiveRecords } from "./data.ts";
import styles from "./finder.module.css";
import { Finder } from "./finder.tsx";
import { Marked } from "./marked.tsx";
import type { PageProps } from "./pageProps.ts";
import { useKept } from "./useKept.ts";

const PAGE = 20;
export const locales: readonly Locale[] = ["gl", "en", "es", "pt"];
export const localeOf = (value: unknown): Locale | null => locales.find((each) => each === value) ?? null;
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

type Kept = { text: string; language: Locale | null; article: string | null; scroll: number };
const read = (params: TabParams): Kept => ({
  text: textOf(params.text),
  language: localeOf(params.language),
  article: textOf(params.article) || null,
  scroll: numberOf(params.scroll),
});

/** Articles by their words, accents folded, best first; one of them is read beside. */
export default function KnowledgePage(props: PageProps) {
  const t = useTranslations("knowledge");
  const words = useWords();
  const [kept, keep, quietly] = useKept(props, read);
  const client = useTRPCClient();
  useLiveRecords();
  const text = useDeferredValue(kept.text.trim());
  const { language } = kept;
  const query = useInfiniteQuery({
    queryKey: ["articles", text, language],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      client.knowledge.search.query({
        text,
        limit: PAGE,
        ...(language === null ? {} : { language }),
        ...(pageParam === undefined ? {} : { after: pageParam }),
      }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? null;
  return (
    <Finder
      label={t("search")}
      text={kept.text}
      onText={(next) => keep({ text: next, scroll: 0 })}
      filters={
        <BareSelect
          aria-label={t("language")}
          value={language ?? ""}
          choices={[
            { value: "", label: t("anyLanguage") },
            ...locales.map((each) => ({ value: each, label: words.language(each) })),
          ]}
          onChange={(event) => keep({ language: localeOf(event.target.value), scroll: 0 })}
        />
      }
      count={query.isPending ? null : text === "" ? t("newest") : t("count", { count: total ?? rows.length })}
      scrolled={kept.scroll}
      onScrolled={(scroll) => quietly({ scroll: Math.round(scroll) })}
      results={
        query.isPending ? (
          <Loading>{t("loading")}</Loading>
        ) : query.isError && rows.length === 0 ? (
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
        ) : rows.length === 0 ? (
          <Empty title={t("none")}>{t("noneHelp")}</Empty>
        ) : (
          <>
            <ul aria-label={t("results")}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Result
                    row={row}
                    chosen={row.id === kept.article}
                    onChoose={() => keep({ article: row.id })}
                  />
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
        )
      }
    >
      {kept.article === null ? (
        <Empty title={t("choose")} />
      ) : (
        <Article key={kept.article} id={kept.article} session={props.session} />
      )}
    </Finder>
  );
}

function Result({ row, chosen, onChoose }: { row: ArticleRow; chosen: boolean; onChoose: () => void }) {
  const words = useWords();
  return (
    <button
      type="button"
      data-result=""
      className={styles.result}
      aria-current={chosen ? "true" : undefined}
      onClick={onChoose}
    >
      <span className={styles.name} dir="auto" lang={row.language}>
        <Marked of={row.title} />
      </span>
      <span className={styles.snippet} dir="auto" lang={row.language}>
        <Marked of={row.snippet} />
      </span>
      <span className={styles.tags}>
        <span>{words.language(row.language)}</span>
        {row.tags.map((tag) => (
          <span key={tag} dir="auto">
            {tag}
          </span>
        ))}
      </span>
    </button>
  );
}
