"use client";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import { later } from "#ui/later.ts";
import { EndDialog } from "../endDialog.tsx";
import { useStore } from "../engine/hooks.ts";
import { KeysOf } from "./keysOf.tsx";
import { overlay } from "./overlay.ts";
import styles from "./palette.module.css";

const usePalette = later(() => import("./paletteDialog.tsx"));
const useKeys = later(() => import("./keysDialog.tsx"));
const close = () => overlay.set(null);

/** The field of the bar that opens the palette, and what lies over the desk. */
export function Palette() {
  const t = useTranslations("palette");
  const over = useStore(overlay, (value) => value);
  const opener = useRef<HTMLButtonElement>(null);
  const [ending, setEnding] = useState<WorkItem | null>(null);
  const palette = usePalette(over === "palette");
  const keys = useKeys(over === "keys");
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={styles.opener}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        aria-label={t("title")}
        onClick={() => overlay.set("palette")}
      >
        <IconSearch size={16} aria-hidden="true" />
        <span className={styles.openerText}>{t("title")}</span>
        <span className={styles.openerKeys} aria-hidden="true">
          <KeysOf id="palette" first />
        </span>
      </button>
      {palette ? <palette.PaletteDialog open={over === "palette"} onClose={close} onEnd={setEnding} /> : null}
      {keys ? <keys.KeysDialog open={over === "keys"} onClose={close} /> : null}
      {ending ? <EndDialog item={ending} open onClose={() => setEnding(null)} opener={opener} /> : null}
    </>
  );
}
