"use client";
import { useTranslations } from "next-intl";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { type ShortcutRow, shortcuts } from "../engine/keys.ts";
import { KeysOf } from "./keysOf.tsx";
import styles from "./palette.module.css";

const GROUPS: readonly ShortcutRow["group"][] = ["everywhere", "sessions", "tabs", "tables", "composer"];

/** All keys of the desk, by where they hold. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("palette");
  const common = useTranslations("common");
  return (
    <Dialog
      open={open}
      onCancel={onClose}
      title={t("keysTitle")}
      actions={<Button onClick={onClose}>{common("close")}</Button>}
    >
      {GROUPS.map((group) => (
        <section key={group} className={styles.keyGroup} aria-label={t(`keyGroup.${group}`)}>
          <h3 className={styles.group}>{t(`keyGroup.${group}`)}</h3>
          <dl className={styles.keyList}>
            {shortcuts
              .filter((each) => each.group === group)
              .map(({ id }) => (
                <div key={id} className={styles.keyRow}>
                  <dt>{t(`does.${id}`)}</dt>
                  <dd>
                    <KeysOf id={id} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
