import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import styles from "./messagePage.module.css";

/** A whole page that says one thing: 403, 404, an error. */
export function MessagePage(props: {
  code?: string;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <main id="main" className={styles.page}>
      <div className={styles.sheet}>
        <Brand />
        {props.code ? <p className={styles.code}>{props.code}</p> : null}
        <h1 className={styles.title}>{props.title}</h1>
        <div className={styles.text}>{props.children}</div>
        {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
      </div>
    </main>
  );
}
