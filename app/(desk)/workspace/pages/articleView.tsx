"use client";
import { IconCopy, IconLink, IconTextPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { faultOf } from "#ui/trpc/fault.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useFault, useNow, useWords } from "../words.ts";
import { useLiveRecords } from "./data.ts";
import styles from "./finder.module.css";
import { Linked } from "./linked.tsx";
import { useInsert } from "./useInsert.ts";

/** One article as its readers see it, and what an agent may do with it in this session. */
export function Article({ id, session }: { id: string; session: string }) {
  const t = useTranslations("knowledge");
  const told = useFault();
  const words = useWords();
  const now = useNow();
  const client = useTRPCClient();
  const { insert, copy, done } = useInsert(session);
  useLiveRecords();
  const query = useQuery({
    queryKey: ["article", id],
    queryFn: () => client.knowledge.get.query({ article: id }),
  });
  if (query.isPending) return <Loading>{t("loadingArticle")}</Loading>;
  const article = query.data;
  if (!article) {
    return (
      <Notice
        live="status"
        action={
          <Button small onClick={() => void query.refetch()}>
            {t("retry")}
          </Button>
        }
      >
        {told(faultOf(query.error))}
      </Notice>
    );
  }
  const link = new URL(`/knowledge/${article.slug}`, window.location.origin).href;
  return (
    <article className={styles.article} aria-label={article.title}>
      <h1 dir="auto" lang={article.language}>
        {article.title}
      </h1>
      <p className={styles.tags}>
        <span>{words.language(article.language)}</span>
        {now === null ? null : <span>{t("changed", { when: words.moment(article.updatedAt, now) })}</span>}
        {article.tags.map((tag) => (
          <span key={tag} dir="auto">
            {tag}
          </span>
        ))}
      </p>
      <div className={styles.buttons}>
        {insert ? (
          <>
            <Button
              look="primary"
              icon={<IconTextPlus size={16} aria-hidden="true" />}
              onClick={() => insert(article.body)}
            >
              {t("insertText")}
            </Button>
            <Button icon={<IconLink size={16} aria-hidden="true" />} onClick={() => insert(link)}>
              {t("insertLink")}
            </Button>
          </>
        ) : null}
        <Button icon={<IconCopy size={16} aria-hidden="true" />} onClick={() => void copy(article.body)}>
          {t("copyText")}
        </Button>
        <Button icon={<IconLink size={16} aria-hidden="true" />} onClick={() => void copy(link)}>
          {t("copyLink")}
        </Button>
      </div>
      <p className={styles.done} role="status">
        {done ? t(`done.${done}`) : null}
      </p>
      <div className={styles.body} dir="auto" lang={article.language}>
        <Linked text={article.body} />
      </div>
    </article>
  );
}
