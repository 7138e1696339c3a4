import { frame as enFrame, launcher as enLauncher, unread as enUnread } from "../messages/en/widget.json";
import { frame as esFrame, launcher as esLauncher, unread as esUnread } from "../messages/es/widget.json";
import { frame as glFrame, launcher as glLauncher, unread as glUnread } from "../messages/gl/widget.json";
import { frame as ptFrame, launcher as ptLauncher, unread as ptUnread } from "../messages/pt/widget.json";
import css from "./loader.css?text";
import { pageAddress, received, type ToChat } from "./protocol.ts";

/**
 * What a host's page loads: the button, and on its first press the iframe with the chat. It keeps to
 * the page's own policy (no inline style, no markup from strings) and leaves no name but `Parola`.
 */

const words: Record<string, [launcher: string, frame: string, unread: string]> = {
  gl: [glLauncher, glFrame, glUnread],
  en: [enLauncher, enFrame, enUnread],
  es: [esLauncher, esFrame, esUnread],
  pt: [ptLauncher, ptFrame, ptUnread],
};

type Listener = (detail?: unknown) => void;

function start(workstream: string, host: string): void {
  const locale =
    [document.documentElement.lang, ...navigator.languages]
      .map((tag) => tag.slice(0, 2))
      .find((tag) => words[tag]) ?? "gl";
  const [label, title, unreadWords] = words[locale] ?? [glLauncher, glFrame, glUnread];
  const key = `parola.${workstream}`;
  const listeners: Record<string, Listener[]> = {};
  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let opened = false;
  let focusing = false;
  let leaving = false;
  let identity: string | null = null;

  // A page may refuse storage: then the chat is only not loaded ahead. Without a value it reads.
  const keep = (kind: "localStorage" | "sessionStorage", value?: string | false): string | null => {
    try {
      if (value) window[kind].setItem(key, value);
      else if (value === false) window[kind].removeItem(key);
      return window[kind].getItem(key);
    } catch {
      return null;
    }
  };
  /** A conversation is under way: outlives the tab. The panel was open: this tab's own. */
  const underway = "localStorage";
  const shown = "sessionStorage";

  const emit = (event: string, detail?: unknown): void => {
    for (const fn of listeners[event] ?? []) fn(detail);
  };
  const make = <Tag extends keyof HTMLElementTagNameMap>(parent: Node, tag: Tag) =>
    parent.appendChild(document.createElement(tag));

  const box = document.createElement("div");
  const shadow = box.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const root = make(shadow, "div");
  root.className = "root";
  root.lang = locale;
  const button = make(root, "button");
  button.type = "button";
  button.append(label);
  button.ariaExpanded = "false";
  const badge = make(button, "b");
  const status = make(root, "p");
  status.role = "status";

  const post = (message: ToChat): void => {
    if (ready) frame?.contentWindow?.postMessage({ parola: message }, host);
  };
  const address = () => pageAddress(location.href);
  const count = (unread: number): void => {
    const text = unread > 0 && !opened ? `${unread}` : "";
    if (badge.textContent === text) return;
    badge.textContent = text;
    status.textContent = text && unreadWords.replace("{count}", text);
    emit("unread", unread);
  };
  const load = (): void => {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = title;
    frame.hidden = !opened;
    frame.src = `${host}/chat/${encodeURIComponent(workstream)}?locale=${locale}#${location.origin}`;
    root.append(frame);
  };
  const open = (): void => {
    const first = !opened;
    opened = true;
    leaving = false;
    load();
    if (frame) frame.hidden = false;
    button.ariaExpanded = "true";
    keep(shown, "1");
    count(0);
    post({ type: "open", focus: focusing, page: address() });
    if (first) emit("open");
  };
  const focus = (): void => {
    focusing = true;
    open();
    frame?.focus();
  };
  const close = (): void => {
    if (!opened) return;
    opened = false;
    if (frame) frame.hidden = true;
    button.ariaExpanded = "false";
    keep(shown, false);
    post({ type: "close" });
    button.focus();
    emit("close");
  };
  const gone = (): void => {
    close();
    frame?.remove();
    frame = null;
    ready = leaving = false;
    identity = null;
    keep(underway, false);
    count(0);
  };

  addEventListener("message", (event) => {
    const message = received(event, frame?.contentWindow, host);
    if (!message) return;
    const { type } = message;
    if (type === "ready") {
      ready = true;
      if (leaving) post({ type: "shutdown" });
      else post({ type: "init", open: opened, focus: focusing, identity, page: address() });
    } else if (type === "hide") close();
    else if (type === "cleared") gone();
    else if (type === "refused") emit("refused");
    else if (type === "state") {
      keep(underway, message.underway === true && "1");
      count(Number(message.unread));
    }
  });
  button.onclick = focus;

  Object.assign(window, {
    Parola: {
      open: focus,
      close,
      identify(token: string): void {
        identity = token;
        post({ type: "identify", identity: token });
      },
      /** For a sign-out on the host's page: forgets the visitor, in this browser. */
      shutdown(): void {
        close();
        leaving = true;
        load();
        post({ type: "shutdown" });
      },
      on(event: string, fn: Listener): void {
        listeners[event] = [...(listeners[event] ?? []), fn];
      },
    },
  });

  const mount = (): unknown => document.body.append(box);
  if (document.body) mount();
  else addEventListener("DOMContentLoaded", mount);

  if (keep(shown)) open();
  else if (keep(underway)) load();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !("Parola" in window)) {
  const { workstream } = script.dataset;
  // biome-ignore lint/suspicious/noConsole: the only way to tell the page's author
  if (!workstream) console.warn("Parola: data-workstream is missing");
  else start(workstream, new URL(script.src).origin);
}
