"use client";
import { useTranslations } from "next-intl";
import { useEngine, useStore } from "./engine/hooks.ts";
import styles from "./home.module.css";
import { ItemsTable } from "./itemsTable.tsx";

/** The dashboard: what one has, what waits for somebody, what is over. */
export function Home() {
  const t = useTranslations("desk");
  const items = useStore(useEngine().desk, (desk) => desk.items);
  return (
    <div className={styles.home}>
      <h1 className="heard">{t("home")}</h1>
      <ItemsTable stream="mine" items={items.mine} />
      <ItemsTable stream="open" items={items.open} />
      <ItemsTable stream="closed" items={items.closed} />
    </div>
  );
}
