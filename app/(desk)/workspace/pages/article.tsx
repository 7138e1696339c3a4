"use client";
import { Article } from "./articleView.tsx";
import type { PageProps } from "./pageProps.ts";
import styles from "./pages.module.css";
import { useKeptScroll } from "./useKept.ts";

/** One article in a tab of its own. */
export default function ArticlePage({ session, tab, subject }: PageProps) {
  const scroll = useKeptScroll(session, tab);
  if (subject === null) return null;
  return (
    <div className={styles.page} ref={scroll}>
      <Article id={subject} session={session} />
    </div>
  );
}
