"use client";
import { Dialog } from "@base-ui/react/dialog";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import { cx } from "#ui/cx.ts";
import { useEngine, useStore } from "../engine/hooks.ts";
import { type Choice, type Modifiers, offered } from "./choices.ts";
import { KeysOf } from "./keysOf.tsx";
import styles from "./palette.module.css";
import { recentOf, remember } from "./recent.ts";
import { useChoices, useFoundChoices } from "./useChoices.ts";
import { useFound } from "./useFound.ts";

const PAGE = 8;

export type PaletteDialogProps = { open: boolean; onClose: () => void; onEnd: (item: WorkItem) => void };

/** Search or command: one field over everything that can be opened or done. */
export function PaletteDialog({ open, onClose, onEnd }: PaletteDialogProps) {
  const t = useTranslations("palette");
  // What was chosen is done when the dialog has gone and has given the focus back: then it is free to take it.
  const chosen = useRef<(() => void) | null>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      onOpenChangeComplete={(shown) => {
        const run = chosen.current;
        chosen.current = null;
        if (!shown) run?.();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label={t("title")}>
          <Body
            onEnd={onEnd}
            onChosen={(run) => {
              chosen.current = run;
              onClose();
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Body(props: { onChosen: (run: () => void) => void; onEnd: (item: WorkItem) => void }) {
  const t = useTranslations("palette");
  const engine = useEngine();
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const ids = useId();
  const list = useRef<HTMLDivElement>(null);
  const [recent] = useState(() => recentOf(me));
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const search = useFound(text);
  const all = useChoices(recent, props.onEnd);
  const found = useFoundChoices(search.rows);
  const choices = useMemo(() => offered(all, found, recent, text), [all, found, recent, text]);
  const active = choices[Math.min(at, choices.length - 1)];
  const optionId = (choice: Choice) => `${ids}-${choice.id.replace(/[^\w-]/g, "_")}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });

  function choose(choice: Choice, by: Modifiers) {
    remember(me, { id: choice.id, label: choice.label });
    const { shiftKey, ctrlKey, metaKey } = by;
    props.onChosen(() => choice.run({ shiftKey, ctrlKey, metaKey }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const last = choices.length - 1;
    const here = Math.min(at, last);
    const steps: Record<string, number> = {
      ArrowDown: here === last ? 0 : here + 1,
      ArrowUp: here <= 0 ? last : here - 1,
      PageDown: Math.min(last, here + PAGE),
      PageUp: Math.max(0, here - PAGE),
    };
    const to = steps[event.key];
    if (to !== undefined && !event.altKey) {
      event.preventDefault();
      setAt(Math.max(0, to));
    } else if (event.key === "Enter" && active && !event.repeat) {
      event.preventDefault();
      choose(active, event);
    }
  }

  const groups = groupsOf(choices);
  return (
    <>
      <div className={styles.field}>
        <IconSearch size={18} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={t("title")}
          aria-expanded="true"
          aria-controls={`${ids}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active ? optionId(active) : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t("placeholder")}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${ids}-list`} role="listbox" aria-label={t("choices")} className={styles.list}>
        {groups.map(({ group, rows }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no field set
          <div key={group} role="group" aria-labelledby={`${ids}-${group}`}>
            <p id={`${ids}-${group}`} className={styles.group}>
              {t(`group.${group}`)}
            </p>
            {rows.map((choice) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are of the field, which has the focus
              <div
                key={choice.id}
                id={optionId(choice)}
                role="option"
                tabIndex={-1}
                aria-selected={choice === active}
                className={cx(styles.option, choice === active && styles.on)}
                onMouseMove={() => setAt(choices.indexOf(choice))}
                onMouseDown={(event) => event.preventDefault()}
                onClick={(event) => choose(choice, event)}
              >
                <span className={styles.label} dir="auto">
                  {choice.label}
                </span>
                {choice.hint ? <span className={styles.hint}>{choice.hint}</span> : null}
                {choice.shortcut ? <KeysOf id={choice.shortcut} first /> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className={styles.foot} role="status">
        {search.status === "failed"
          ? t("failed")
          : search.status === "looking"
            ? t("looking")
            : choices.length === 0
              ? t("none")
              : t("count", { count: choices.length })}
      </p>
    </>
  );
}

function groupsOf(choices: readonly Choice[]): { group: Choice["group"]; rows: Choice[] }[] {
  const groups: { group: Choice["group"]; rows: Choice[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last?.group === choice.group) last.rows.push(choice);
    else groups.push({ group: choice.group, rows: [choice] });
  }
  return groups;
}
