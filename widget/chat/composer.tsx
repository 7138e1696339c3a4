/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "./draft.ts";
import { characters, isBlank, LIMIT, TELL_FROM } from "./text.ts";
import type { Words } from "./words.ts";

/** Where the customer writes. The field is the browser's own: what is typed is never drawn over. */
export function Composer({
  words,
  draft,
  focus,
  typed,
  say,
}: {
  words: Words;
  draft: Draft;
  /** Grows each time the caret belongs here. */
  focus: number;
  typed: (text: string) => void;
  say: (text: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [count, setCount] = useState(0);
  const [refused, setRefused] = useState(false);

  const grow = (): void => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
    const now = characters(area.value, TELL_FROM);
    setCount(now);
    if (now <= LIMIT) setRefused(false);
  };
  const shown = useRef(-1);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area || shown.current === draft.rev()) return;
    shown.current = draft.rev();
    area.value = draft.text();
    grow();
  });
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);

  const send = (): void => {
    const area = field.current;
    if (!area || isBlank(area.value)) return;
    if (characters(area.value, LIMIT) > LIMIT) {
      setRefused(true);
      return;
    }
    say(area.value);
    area.value = "";
    grow();
    area.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    // 229: in Safari the Enter that ends a composition comes after it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {refused && (
        <p class="refused" role="alert" id="refused">
          {words("tooLong", { over: count - LIMIT, limit: LIMIT })}
        </p>
      )}
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={words("message")}
        placeholder={words("placeholder")}
        aria-invalid={count > LIMIT}
        aria-describedby={refused ? "count refused" : "count"}
        enterkeyhint="send"
        onInput={(event) => {
          grow();
          typed(event.currentTarget.value);
        }}
        onKeyDown={pressed}
      />
      <button type="submit" class="send">
        {words("send")}
      </button>
      <p class={count > LIMIT ? "count over" : "count"} id="count">
        {count >= TELL_FROM && words("count", { count, limit: LIMIT })}
      </p>
    </form>
  );
}
