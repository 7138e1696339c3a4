"use client";
import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { type ShortcutRow, shortcuts } from "../engine/keys.ts";
import { KeysOf } from "./keysOf.tsx";
import styles from "./palette.module.css";

const GROUPS: readonly ShortcutRow["group"][] = ["everywhere", "sessions", "tabs", "tables", "composer"];

/** All keys of the desk, by where they hold. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("palette");
  const common = useTranslations("common");
  // The list is read from its beginning; its button stands at the end.
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={cx(styles.popup, styles.wide)} initialFocus={title}>
          <Dialog.Title ref={title} tabIndex={-1} className={styles.keysTitle}>
            {t("keysTitle")}
          </Dialog.Title>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className={styles.keyGroups} tabIndex={0} aria-label={t("keysTitle")}>
            {GROUPS.map((group) => (
              <section key={group} className={styles.keyGroup} aria-label={t(`keyGroup.${group}`)}>
                <h3 className={styles.group}>{t(`keyGroup.${group}`)}</h3>
                <dl>
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
          </section>
          <p className={styles.keysFoot}>
            <Button onClick={onClose}>{common("close")}</Button>
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
