import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import styles from "./topBar.module.css";

export type TopBarProps = {
  /** The button that collapses the session panel. */
  burger?: ReactNode;
  /** Search or command. */
  center?: ReactNode;
  /** The state of the line. */
  line?: ReactNode;
  presence?: ReactNode;
  account?: ReactNode;
  /** Where the brand leads; no link without it. */
  home?: string;
};

/** The bar above every page of the desk. */
export function TopBar(props: TopBarProps) {
  const t = useTranslations("common");
  return (
    <header className={styles.bar}>
      <a className={styles.skip} href="#main">
        {t("skip")}
      </a>
      {props.burger}
      {props.home ? (
        <a className={styles.home} href={props.home}>
          <Brand />
        </a>
      ) : (
        <Brand />
      )}
      <div className={styles.center}>{props.center}</div>
      <div className={styles.end}>
        {props.line}
        {props.presence}
        {props.account}
      </div>
    </header>
  );
}
