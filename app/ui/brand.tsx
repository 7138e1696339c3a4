import { useTranslations } from "next-intl";
import styles from "./brand.module.css";
import { cx } from "./cx.ts";

/** The product's name as it is written. */
export function Brand({ large = false }: { large?: boolean }) {
  const t = useTranslations("common");
  return (
    <span className={cx(styles.brand, large && styles.large)}>
      {t("brand")}
      <span className={styles.dot} aria-hidden="true" />
    </span>
  );
}
