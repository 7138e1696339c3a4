/** @jsxImportSource preact */
import type { MessageView } from "#machines/wire/views.ts";
import type { Outgoing } from "./state.ts";
import { linkify } from "./text.ts";
import type { Words } from "./words.ts";

/** Text as its writer wrote it; addresses are links, and nothing else is more than text. */
function Text({ text }: { text: string }) {
  return (
    <p class="text" dir="auto">
      {linkify(text).map((part) =>
        typeof part === "string" ? (
          part
        ) : (
          <a key={part.at} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.href}
          </a>
        ),
      )}
    </p>
  );
}

function Time({ at, format }: { at: number; format: Intl.DateTimeFormat }) {
  return <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>;
}

type Common = { words: Words; time: Intl.DateTimeFormat };

/** A message of the transcript: the customer's, an agent's, or what the program says. */
export function Message({
  message,
  agent,
  words,
  time,
}: Common & {
  message: MessageView;
  /** Whom a notice speaks of. */
  agent: string | null;
}) {
  const { side, notice, author } = message;
  if (notice) {
    return (
      <p class="notice" data-side="system">
        {words(`notice.${notice}`, { agent: author ?? agent ?? words("colleague") })}
      </p>
    );
  }
  return (
    <article class="message" data-side={side} data-message-state="sent">
      <h2 class={side === "agent" ? "author" : "hidden"}>
        {side === "customer" ? words("you") : (author ?? words("colleague"))}
      </h2>
      <Text text={message.text} />
      <p class="meta">
        <Time at={message.at} format={time} />
      </p>
    </article>
  );
}

/** A message on its way, in the place that it keeps when it has arrived. */
export function OwnMessage({
  message,
  words,
  time,
  retry,
  discard,
}: Common & { message: Outgoing; retry: (id: string) => void; discard: (id: string) => void }) {
  const { state, code, at } = message;
  return (
    <article class="message" data-side="customer" data-message-state={state}>
      <h2 class="hidden">{words("you")}</h2>
      <Text text={message.text} />
      <p class="meta">
        {state === "sent" ? (
          <Time at={at} format={time} />
        ) : (
          words(state === "pending" ? "sending" : `failed.${reason(code)}`)
        )}
        {state === "failed" && (
          <>
            <button type="button" class="plain" onClick={() => retry(message.id)}>
              {words("retry")}
            </button>
            <button type="button" class="plain" onClick={() => discard(message.id)}>
              {words("discard")}
            </button>
          </>
        )}
      </p>
    </article>
  );
}

function reason(code: Outgoing["code"]): string {
  if (code === "BAD_REQUEST" || code === "TOO_MANY_REQUESTS") return code;
  return "other";
}
