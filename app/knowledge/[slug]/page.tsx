import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { registered } from "#server/registry.ts";
import { Brand } from "#ui/brand.tsx";
import { Linked } from "../../(desk)/workspace/pages/linked.tsx";
import styles from "./article.module.css";

type Props = { params: Promise<{ slug: string }> };

async function articleOf({ params }: Props) {
  await connection();
  const { slug } = await params;
  return registered().publishedArticle(slug);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const article = await articleOf(props);
  return article ? { title: article.title } : {};
}

/** A published article for whoever has its address: where the links lead that agents send. */
export default async function KnowledgeArticle(props: Props) {
  const article = await articleOf(props);
  if (!article) notFound();
  return (
    <main id="main" className={styles.page}>
      <Brand />
      <article className={styles.article} lang={article.language}>
        <h1 dir="auto">{article.title}</h1>
        <div className={styles.body} dir="auto">
          <Linked text={article.body} />
        </div>
      </article>
    </main>
  );
}
