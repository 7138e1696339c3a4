/** @jsxImportSource preact */
import { useRef } from "preact/hooks";
import type { Chat } from "./chat.ts";
import { Composer } from "./composer.tsx";
import { Log } from "./log.tsx";
import { type ChatState, isOver, mayEnd } from "./state.ts";
import type { Words } from "./words.ts";

/** The whole chat of one visitor. */
export function App({
  chat,
  words,
  locale,
  focus,
  hide,
}: {
  chat: Chat;
  words: Words;
  locale: string;
  focus: number;
  /** Null when the chat stands alone, on no host's page. */
  hide: (() => void) | null;
}) {
  const state = chat.state();
  return (
    <section class="chat" aria-label={words("frame")}>
      <header>
        <h1>{state.view?.agent ?? words("frame")}</h1>
        {mayEnd(state) && <End chat={chat} words={words} />}
        {hide && (
          <button type="button" class="icon" aria-label={words("hide")} title={words("hide")} onClick={hide}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </header>
      <Log state={state} words={words} locale={locale} retry={chat.retry} discard={chat.discard} />
      <div class="status" role="status">
        {lines(state, words).map(([kind, text]) => (
          <p key={kind} data-kind={kind}>
            {text}
          </p>
        ))}
      </div>
      <Composer words={words} draft={chat.draft()} focus={focus} typed={chat.typed} say={chat.say} />
    </section>
  );
}

/** Ending asks once, with the caret on what keeps the chat. */
function End({ chat, words }: { chat: Chat; words: Words }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const close = (): void => dialog.current?.close();
  const ask = (): void => {
    dialog.current?.showModal();
    cancel.current?.focus();
  };
  return (
    <>
      <button type="button" class="plain" disabled={chat.state().ending} onClick={ask}>
        {words("endChat")}
      </button>
      <dialog ref={dialog} aria-labelledby="end-title">
        <h2 id="end-title">{words("endTitle")}</h2>
        <p>{words("endText")}</p>
        <div class="choices">
          <button type="button" class="second" ref={cancel} onClick={close}>
            {words("cancel")}
          </button>
          <button
            type="button"
            class="danger"
            onClick={() => {
              close();
              chat.end();
              // The button that had the focus goes with the conversation.
              dialog.current?.closest("section")?.querySelector("textarea")?.focus();
            }}
          >
            {words("end")}
          </button>
        </div>
      </dialog>
    </>
  );
}

/** What the customer is told of the line, of the place in the queue, and of the other side. */
function lines(state: ChatState, words: Words): [kind: string, text: string][] {
  const { view, line, refusal } = state;
  const found: [string, string][] = [];
  if (line === "refused") found.push(["line", words(`refused.${refusal}`)]);
  else if (line !== "live") found.push(["line", words(`line.${line}`)]);
  if (view?.state === "queued" && view.position)
    found.push(["place", words("position", { position: view.position })]);
  else if (view?.state === "queued" || view?.state === "offered") found.push(["place", words("soon")]);
  else if (view?.state === "waiting") found.push(["place", words("waiting")]);
  else if (isOver(state)) found.push(["place", words("over")]);
  if (state.ending) found.push(["ending", words("ending")]);
  if (state.typing) found.push(["typing", words("typing", { agent: view?.agent ?? words("colleague") })]);
  return found;
}
