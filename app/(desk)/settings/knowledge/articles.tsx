"use client";
import { IconChevronRight } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ArticleRow, Page } from "#machines/wire/records.ts";
import { Chip, Empty } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { TextField } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import styles from "../settings.module.css";

type Found = Page<ArticleRow> & { total: number | null };
const TYPED_FOR_MS = 250;

/** All articles, published or not: those changed last, or those that have the words. */
export function Articles({ first }: { first: Found }) {
  const t = useTranslations("settings.knowledge");
  const language = useTranslations("settings.language");
  const client = useTRPCClient();
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), TYPED_FOR_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useInfiniteQuery({
    queryKey: ["settings", "articles", text],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }): Promise<Found> =>
      client.knowledge.search.query({
        text,
        drafts: true,
        limit: 20,
        ...(pageParam ? { after: pageParam } : {}),
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    ...(text === "" ? { initialData: { pages: [first], pageParams: [null] } } : {}),
  });
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className={styles.stack}>
      <TextField
        label={t("search")}
        type="search"
        autoComplete="off"
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <p role="status" className="heard">
        {found.isSuccess && text !== ""
          ? t("found", { count: found.data.pages[0]?.total ?? rows.length })
          : ""}
      </p>
      <ErrorMessage
        error={found.error}
        action={
          <Button small onClick={() => void found.refetch()}>
            {t("retry")}
          </Button>
        }
      />
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={text === "" ? t("none") : t("noneFound")}>{text === "" ? t("noneText") : null}</Empty>
      ) : null}
      {rows.length > 0 ? (
        <ul className={styles.rows} aria-label={t("title")}>
          {rows.map((article) => (
            <li key={article.id}>
              <a className={styles.row} href={`/settings/knowledge/${encodeURIComponent(article.id)}`}>
                <span className={styles.rowText}>
                  <strong lang={article.language}>{article.title.text}</strong>
                  <code>{article.slug}</code>
                </span>
                <Chip>{language(article.language)}</Chip>
                <Chip tone={article.published ? "good" : "warn"}>
                  {article.published ? t("published") : t("draft")}
                </Chip>
                <IconChevronRight size={18} aria-hidden="true" className={cx(styles.go, styles.mirrored)} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {found.hasNextPage ? (
        <div>
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
