"use client";
import { IconBook2, IconMailOpened } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Kbd } from "#ui/bits.tsx";
import { cx } from "#ui/cx.ts";
import { useEngine } from "./engine/hooks.ts";
import styles from "./slash.module.css";

const COMMANDS = [
  { letter: "k", kind: "knowledge", Icon: IconBook2 },
  { letter: "q", kind: "templates", Icon: IconMailOpened },
] as const;

/** A command alone, or its beginning, or a command with words that are looked for. */
const WRITTEN = /^\/([a-z]?)(?:\s+(.*))?$/isu;

export type Slash = {
  /** What stands above the field; null while the text is none of the commands. */
  list: ReactNode;
  /** Takes the keys that are the list's; true when it did. */
  onKeyDown(event: KeyboardEvent): boolean;
  field: { "aria-controls"?: string; "aria-activedescendant"?: string };
};

/** The commands of a composer: `/` and a letter, at the beginning of a message. They are never sent. */
export function useSlash(session: string, text: string): Slash {
  const t = useTranslations("palette.slash");
  const engine = useEngine();
  const id = useId();
  const [at, setAt] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const written = WRITTEN.exec(text);
  const letter = written?.[1]?.toLowerCase() ?? "";
  const words = written?.[2]?.trim() ?? "";
  const fits = COMMANDS.filter((command) =>
    words === "" ? command.letter.startsWith(letter) : command.letter === letter,
  );
  const shown = written !== null && refused !== text ? fits : [];
  const active = shown[Math.min(at, shown.length - 1)];

  const run = (kind: "knowledge" | "templates") => {
    engine.write(session, "");
    setAt(0);
    void engine.openTab(session, kind, null, words === "" ? undefined : { text: words });
  };

  return {
    field: active ? { "aria-controls": id, "aria-activedescendant": `${id}-${active.letter}` } : {},
    onKeyDown(event) {
      if (!active || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
      if (event.nativeEvent.isComposing || event.keyCode === 229) return false;
      if (event.key === "ArrowDown") setAt((at + 1) % shown.length);
      else if (event.key === "ArrowUp") setAt((at + shown.length - 1) % shown.length);
      else if (event.key === "Escape") setRefused(text);
      else if (event.key === "Enter" && !event.repeat) run(active.kind);
      else return false;
      event.preventDefault();
      return true;
    },
    list:
      shown.length === 0 ? null : (
        <div id={id} role="listbox" aria-label={t("label")} className={styles.list}>
          {shown.map(({ letter: key, kind, Icon }) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are of the field, which has the focus
            <div
              key={key}
              id={`${id}-${key}`}
              role="option"
              tabIndex={-1}
              aria-selected={active?.letter === key}
              className={cx(styles.option, active?.letter === key && styles.on)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => run(kind)}
            >
              <Icon size={16} aria-hidden="true" />
              <span>{t(kind)}</span>
              <Kbd>/{key}</Kbd>
            </div>
          ))}
        </div>
      ),
  };
}
