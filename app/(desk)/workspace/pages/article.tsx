"use client";
import { Article } from "./articleView.tsx";
import type { PageProps } from "./pageProps.ts";
import styles from "./pages.module.css";

/** One article in a tab of its own. */
export default function ArticlePage({ session, subject }: PageProps) {
  if (subject === null) return null;
  return (
    <div className={styles.page}>
      <Article id={subject} session={session} />
    </div>
  );
}
