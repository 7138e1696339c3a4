"use client";
import { IconSend2 } from "@tabler/icons-react";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import { Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { useHydrated } from "#ui/useHydrated.ts";
import styles from "./composer.module.css";
import { DraftConflict } from "./draftConflict.tsx";
import { useCan, useDraft, useEngine, useStore } from "./engine/hooks.ts";
import { judge } from "./engine/writing.ts";
import { useSlash } from "./slash.tsx";

/** Why nothing can be sent now, as a key under `composer.blocked`; null when it can. */
function useBlocked(item: WorkItem): WorkItem["state"] | null {
  const can = useCan(item.id, "agent.messaged");
  const me = useStore(useEngine().desk, (desk) => desk.me.id);
  // The row may be newer than the mirror, for a moment after Accept: one's own is never said to be another's.
  const own = item.state === "active" && item.owner?.id === me;
  return can || own ? null : item.state;
}

/** The one field in which this session's answers are written; its text belongs to the session. */
export function Composer({ session, item }: { session: string; item: WorkItem }) {
  const t = useTranslations("composer");
  const engine = useEngine();
  const hydrated = useHydrated();
  const field = useRef<HTMLTextAreaElement>(null);
  const told = useId();
  const draft = useDraft(session);
  const text = useSelector(draft, (state) => state?.context.text ?? "");
  const conflict = useSelector(draft, (state) => state?.matches("conflict") ?? false);
  const returned = useStore(engine.returned, (all) => all[session]);
  const blocked = useBlocked(item);
  const verdict = judge(text);
  const slash = useSlash(session, text);
  useField(field, session, text);

  const ready = blocked === null && verdict.can && !conflict;
  const send = () => {
    if (ready) engine.send(session);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (slash.onKeyDown(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    // 229: an input method has the key, also where `isComposing` is already over (Safari).
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat) send();
  };
  const over = verdict.left !== null && verdict.left < 0;
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {conflict ? <DraftConflict session={session} /> : null}
      {returned ? (
        <Notice tone="warn" live="alert">
          {t(`returned.${returned}`)}
        </Notice>
      ) : null}
      {over ? (
        <Notice tone="bad" live="status">
          {t("tooLong")}
        </Notice>
      ) : null}
      {slash.list}
      <textarea
        ref={field}
        {...slash.field}
        className={cx(styles.field, over && styles.overlong)}
        aria-label={t("label")}
        aria-describedby={told}
        {...(over ? { "aria-invalid": true } : {})}
        placeholder={t("placeholder")}
        rows={1}
        dir="auto"
        autoComplete="off"
        spellCheck
        enterKeyHint="send"
        value={text}
        readOnly={!hydrated || draft === undefined}
        onChange={(event) => engine.write(session, event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.bar}>
        <p id={told} className={styles.told}>
          {blocked === null ? (
            <Told session={session} left={verdict.left} />
          ) : (
            t(`blocked.${blocked}`, { name: item.owner?.name ?? t("somebody") })
          )}
        </p>
        <Button
          type="submit"
          look="primary"
          {...(ready ? {} : { "aria-disabled": true })}
          className={cx(styles.send, !ready && styles.notReady)}
          icon={<IconSend2 size={16} aria-hidden="true" />}
        >
          {t("send")}
        </Button>
      </div>
    </form>
  );
}

/** How much room is left, else where the draft is. */
function Told({ session, left }: { session: string; left: number | null }) {
  const t = useTranslations("composer");
  const draft = useDraft(session);
  const line = useStore(useEngine().line, (state) => state);
  const empty = useSelector(draft, (state) => (state?.context.text ?? "") === "");
  const saved = useSelector(
    draft,
    (state) => state !== undefined && state.context.text === state.context.given && !state.matches("saving"),
  );
  if (left !== null) {
    return (
      <span className={cx("tabular", left < 0 && styles.bad)}>
        {left < 0 ? t("over", { count: -left }) : t("left", { count: left })}
      </span>
    );
  }
  if (empty) return <span className={styles.hint}>{t("hint")}</span>;
  if (saved) return <>{t("saved")}</>;
  return <>{line === "live" ? t("saving") : t("local")}</>;
}

/** The caret is where it was left in this session, and the field is as high as its text, up to eight lines. */
function useField(field: React.RefObject<HTMLTextAreaElement | null>, session: string, text: string): void {
  const engine = useEngine();
  const wanted = useStore(engine.wantsKeyboard, (id) => id === session);
  useEffect(() => {
    if (!wanted) return;
    engine.wantsKeyboard.set(null);
    const element = field.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    const [start, end] = engine.window.get().carets[session] ?? [element.value.length, element.value.length];
    element.setSelectionRange(start, end);
  }, [engine, field, session, wanted]);

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const keep = () => {
      if (document.activeElement !== element) return;
      const carets = {
        ...engine.window.get().carets,
        [session]: [element.selectionStart, element.selectionEnd],
      };
      engine.keep({ carets: carets as Record<string, [number, number]>, writing: session });
    };
    const left = () => {
      // Not when the whole window loses the keyboard: then it comes back to here.
      if (document.hasFocus()) engine.keep({ writing: null });
    };
    document.addEventListener("selectionchange", keep);
    element.addEventListener("focus", keep);
    element.addEventListener("blur", left);
    return () => {
      document.removeEventListener("selectionchange", keep);
      element.removeEventListener("focus", keep);
      element.removeEventListener("blur", left);
    };
  }, [engine, field, session]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight + 2}px`;
  }, [field, text]);
}
