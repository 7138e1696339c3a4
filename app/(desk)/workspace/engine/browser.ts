import type { Desk, DraftView } from "#machines/wire/views.ts";
import { onSignedOut, speakFor } from "#ui/trpc/client.ts";
import { pageClock } from "./clock.ts";
import { Engine } from "./engine.ts";
import type { Socket } from "./line.ts";
import { pageApi } from "./pageApi.ts";
import { area } from "./windowState.ts";

let shared: Engine | null = null;

function openSocket(): Socket {
  const url = new URL("/stream", window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  const line: Socket = {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  socket.onopen = () => line.onopen?.();
  socket.onmessage = (event) => line.onmessage?.({ data: event.data });
  socket.onclose = (event) => line.onclose?.({ code: event.code });
  return line;
}

/**
 * The one engine of this page, made on first use (a hook would make two in StrictMode). The server's
 * render gets one of its own that never starts.
 */
export function engineOf(desk: Desk, drafts: readonly DraftView[]): Engine {
  if (typeof window === "undefined") {
    return new Engine(desk, drafts, {
      api: pageApi,
      clock: pageClock,
      openSocket,
      online: () => false,
      random: () => 0,
      visible: false,
      local: null,
      session: null,
    });
  }
  speakFor(desk.me.id);
  if (shared?.desk.get().me.id === desk.me.id) return shared;
  shared?.stop();
  shared = new Engine(desk, drafts, {
    api: pageApi,
    clock: pageClock,
    openSocket,
    online: () => navigator.onLine,
    random: Math.random,
    visible: document.visibilityState === "visible",
    local: area("localStorage"),
    session: area("sessionStorage"),
  });
  return shared;
}

/** What another window opened of this one, or a link: `#conversation:<id>` brings that session to the front. */
function followAddress(engine: Engine): void {
  const [, kind, subject] = /^#(conversation|contact|account|case):([\w-]{1,64})$/.exec(location.hash) ?? [];
  if (kind === undefined || subject === undefined) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  if (kind === "conversation") void engine.deeds.openById(subject);
  else if (kind === "contact" || kind === "account" || kind === "case")
    void engine.openSession(kind, subject);
}

const SIGNS_OF_A_PERSON = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Starts the engine and ties it to what the browser says; the answer lets go again. */
export function attach(engine: Engine): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const used = () => engine.attention.used();
  for (const sign of SIGNS_OF_A_PERSON)
    window.addEventListener(sign, used, { signal, passive: true, capture: true });
  window.addEventListener("focus", used, { signal });
  window.addEventListener("online", () => engine.hurry(), { signal });
  window.addEventListener("offline", () => engine.hurry(), { signal });
  // A page that the browser had put to sleep runs again.
  window.addEventListener("pageshow", () => engine.hurry(), { signal });
  document.addEventListener("resume", () => engine.hurry(), { signal });
  window.addEventListener("pagehide", () => engine.leave(), { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      const visible = document.visibilityState === "visible";
      engine.attention.seen(visible);
      if (visible) engine.hurry();
      else engine.hidden();
    },
    { signal },
  );
  // A file dropped beside a field would replace the page.
  const refuse = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  window.addEventListener("dragover", refuse, { signal });
  window.addEventListener("drop", refuse, { signal });
  const forget = onSignedOut(() => engine.hurry());
  engine.start();
  window.addEventListener("hashchange", () => followAddress(engine), { signal });
  followAddress(engine);
  return () => {
    ending.abort();
    forget();
    engine.stop();
  };
}
