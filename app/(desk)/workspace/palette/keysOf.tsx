"use client";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Kbd } from "#ui/bits.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { type Keys, type ShortcutId, shortcuts } from "../engine/keys.ts";
import { isMac } from "../shortcuts.ts";
import styles from "./palette.module.css";

/** The keys of a shortcut, as they are called on this machine. */
export function KeysOf({ id, first = false }: { id: ShortcutId; first?: boolean }) {
  const t = useTranslations("palette");
  const mac = useHydrated() && isMac();
  const keys = shortcuts.find((each) => each.id === id)?.keys ?? [];
  const signs = ({ with: held, shown }: Keys): string[] => {
    const last = t.has(`key.${shown}`) ? t(`key.${shown}`) : shown;
    if (held === "alt") return mac ? [t("key.control"), t("key.option"), last] : [t("key.alt"), last];
    if (held === "mod") return [mac ? "⌘" : t("key.control"), last];
    return held === "shift" ? [t("key.shift"), last] : [last];
  };
  return (
    <span className={styles.keys}>
      {(first ? keys.slice(0, 1) : keys).map((each, index) => (
        <Fragment key={`${each.with} ${each.shown}`}>
          {index > 0 ? <span className={styles.or}>{t("or")}</span> : null}
          <span className={styles.combination}>
            {signs(each).map((sign) => (
              <Kbd key={sign}>{sign}</Kbd>
            ))}
          </span>
        </Fragment>
      ))}
    </span>
  );
}
