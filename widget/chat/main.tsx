/** @jsxImportSource preact */

import { render } from "preact";
import type { Locale } from "#machines/wire/views.ts";
import { ENVELOPE, received, type ToLoader } from "../protocol.ts";
import { App } from "./app.tsx";
import { createChat } from "./chat.ts";
import { clock } from "./clock.ts";
import { type ChatState, underway, unread } from "./state.ts";
import { createStore } from "./store.ts";
import { createTabs } from "./tabs.ts";
import { createWords } from "./words.ts";

const root = document.getElementById("app");
const workstream = root?.dataset.workstream ?? "";
const locale = localeOf(document.documentElement.lang);
const words = createWords(locale, JSON.parse(document.getElementById("words")?.textContent ?? "{}"));
const embedded = parent !== window;
// The loader names its page's origin; frame-ancestors has decided already who may embed the chat.
const host = originOf(location.hash.slice(1));

let open = !embedded;
/** Before the loader has told who the visitor is, nothing that is typed would have a place to be kept. */
let begun = !embedded;
let focus = 0;
let told = "";

const chat = createChat({
  workstream,
  locale,
  clock,
  dial: () => new WebSocket(`${location.origin.replace(/^http/, "ws")}/stream`),
  isOnline: () => navigator.onLine,
  openStore: (who, of) => createStore(() => (of === "all" ? localStorage : sessionStorage), workstream, who),
  openTabs: (store, who) => createTabs(navigator.locks, store, clock, `parola.chat.${workstream}/${who}/`),
  changed: show,
  cleared: () => tell({ type: "cleared" }),
});

function show(state: ChatState): void {
  if (root && begun) {
    const hide = embedded ? () => tell({ type: "hide" }) : null;
    render(<App chat={chat} words={words} locale={locale} focus={focus} hide={hide} />, root);
  }
  const news: ToLoader = { type: "state", unread: unread(state), underway: underway(state) };
  const text = JSON.stringify(news) + state.refusal;
  if (text === told) return;
  told = text;
  tell(news);
  if (state.refusal === "identity") tell({ type: "refused" });
}

function tell(message: ToLoader): void {
  if (embedded && host) parent.postMessage({ [ENVELOPE]: message }, host);
}

function look(): void {
  chat.setShown(open && document.visibilityState === "visible");
}

/** What the loader asks for; its fields are checked, since any script of that page could have sent it. */
function obey(message: Record<string, unknown>): void {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const { type } = message;
  if (type === "init") {
    open = message.open === true;
    begun = true;
    look();
    if (message.focus === true) focus += 1;
    chat.begin(text(message.identity), text(message.page));
  } else if (type === "open") {
    open = true;
    chat.setPage(text(message.page));
    look();
    if (message.focus === true) focus += 1;
    show(chat.state());
  } else if (type === "close") {
    open = false;
    look();
  } else if (type === "identify") {
    const identity = text(message.identity);
    if (identity) chat.identify(identity);
  } else if (type === "shutdown") chat.shutdown();
}

addEventListener("message", (event) => {
  const message = host ? received(event, parent, host) : null;
  if (message) obey(message);
});
addEventListener("storage", (event) => chat.stored(event.key, event.newValue));
addEventListener("online", chat.nudge);
addEventListener("offline", chat.nudge);
addEventListener("pageshow", chat.nudge);
addEventListener("pagehide", () => chat.draft().flush());
document.addEventListener("visibilitychange", () => {
  look();
  chat.draft().flush();
  if (document.visibilityState === "visible") chat.nudge();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open]"))
    tell({ type: "hide" });
});
// What is dropped beside the field, and any file, would be opened in place of the chat.
for (const kind of ["dragover", "drop"] as const) {
  document.addEventListener(kind, (event) => {
    const isText =
      event.target instanceof HTMLTextAreaElement && !event.dataTransfer?.types.includes("Files");
    if (!isText) event.preventDefault();
  });
}

show(chat.state());
if (embedded) tell({ type: "ready" });
else {
  look();
  chat.begin(null, null);
}

function localeOf(lang: string): Locale {
  return lang === "en" || lang === "es" || lang === "pt" ? lang : "gl";
}

function originOf(text: string): string | null {
  try {
    const { origin } = new URL(text);
    const actual = location.ancestorOrigins?.[0];
    return origin !== "null" && (!actual || actual === origin) ? origin : null;
  } catch {
    return null;
  }
}
