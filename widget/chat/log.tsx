/** @jsxImportSource preact */
import { Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Message, OwnMessage } from "./message.tsx";
import { agentOf, type ChatState } from "./state.ts";
import { dayName, intlLocale, type Words } from "./words.ts";

/** Nearer than this to the end, in pixels, the reader follows what is new. */
const NEAR = 40;

/** The messages. What is new never moves what is being read: it is followed only from the end. */
export function Log({
  state,
  words,
  locale,
  retry,
  discard,
}: {
  state: ChatState;
  words: Words;
  locale: string;
  retry: (id: string) => void;
  discard: (id: string) => void;
}) {
  const log = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [news, setNews] = useState(false);
  const time = new Intl.DateTimeFormat(intlLocale(locale), { hour: "numeric", minute: "2-digit" });
  const last = state.messages.at(-1);
  const own = state.outbox.length + state.messages.filter((message) => message.side === "customer").length;

  const toEnd = (): void => {
    const box = log.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  const follow = (): void => {
    following.current = true;
    setNews(false);
    toEnd();
  };
  const drawn = useRef({ own: 0, conversation: "", last: "" });
  useLayoutEffect(() => {
    const before = drawn.current;
    const now = { own, conversation: state.view?.conversation ?? "", last: last?.id ?? "" };
    drawn.current = now;
    // One's own message is always shown, and a fresh conversation from its end.
    if (now.own > before.own || now.conversation !== before.conversation) follow();
    else if (following.current) toEnd();
    else if (now.last !== before.last && last?.side === "agent") setNews(true);
  });
  useEffect(() => {
    const box = log.current;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const scrolled = (): void => {
    const box = log.current;
    if (!box) return;
    following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (following.current) setNews(false);
  };
  const isEmpty = !state.messages.length && !state.outbox.length;
  let shownDay = "";
  return (
    <div class="middle">
      <div
        class="log"
        role="log"
        aria-label={words("messages")}
        aria-live="polite"
        aria-relevant="additions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        ref={log}
        onScroll={scrolled}
      >
        {state.messages.map((message) => {
          const today = dayName(words, message.at);
          const isNew = today !== shownDay;
          shownDay = today;
          return (
            <Fragment key={message.id}>
              {isNew && <p class="day">{today}</p>}
              <Message message={message} agent={agentOf(state, message.seq)} words={words} time={time} />
            </Fragment>
          );
        })}
        {state.outbox.map((message) => (
          <OwnMessage
            key={message.id}
            message={message}
            words={words}
            time={time}
            retry={retry}
            discard={discard}
          />
        ))}
      </div>
      {isEmpty && state.line === "live" && <p class="empty">{words("empty")}</p>}
      {news && (
        <button type="button" class="news" onClick={follow}>
          {words("newMessages")}
        </button>
      )}
    </div>
  );
}
