import { createChat } from "../chat/chat.ts";
import { createStore } from "../chat/store.ts";
import type { Tabs } from "../chat/tabs.ts";
import { FakeSocket, memoryStorage, standingClock } from "./fakes.ts";

/** Names held by tabs, as Web Locks do it, but at once. */
function fakeLocks() {
  const held = new Map<string, (() => void)[]>();
  return (): Tabs => {
    const mine = new Set<string>();
    const free = (name: string): void => {
      const [first, ...rest] = held.get(name) ?? [];
      if (!first) {
        held.delete(name);
        return;
      }
      held.set(name, rest);
      first();
    };
    const take = (name: string, fn: () => void): void => {
      const waiting = held.get(name);
      if (waiting) waiting.push(fn);
      else {
        held.set(name, []);
        fn();
      }
    };
    return {
      alone: (name, job) => take(name, () => void job().then(() => free(name))),
      whenFree: (name, fn) =>
        take(name, () => {
          fn();
          free(name);
        }),
      hold: (name) => take(name, () => mine.add(name)),
      leave: () => {
        for (const name of mine) free(name);
        mine.clear();
      },
    };
  };
}

/** Waits for promises that are settled already. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

function openOne(storage: Storage): () => Storage {
  return () => storage;
}

/** One browser: its storage, its clock, and as many tabs as are wanted. */
export function browser(openStorage: () => Storage = openOne(memoryStorage())) {
  const time = standingClock();
  const openTabs = fakeLocks();
  const tab = (own = memoryStorage()) => {
    const sockets: FakeSocket[] = [];
    let online = true;
    let cleared = 0;
    const chat = createChat({
      workstream: "web-live",
      locale: "gl",
      clock: time.clock,
      dial: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      isOnline: () => online,
      openStore: (who, of) => createStore(of === "all" ? openStorage : () => own, "web-live", who),
      openTabs,
      changed() {},
      cleared: () => {
        cleared += 1;
      },
    });
    return {
      chat,
      sockets,
      socket: () => sockets.at(-1) ?? new FakeSocket(),
      setOnline: (on: boolean) => {
        online = on;
      },
      cleared: () => cleared,
    };
  };
  return { ...time, tab };
}

/** A tab that is welcomed; `own` is its session storage, of the tab that it reloads. */
export function living(open = browser(), own = memoryStorage()) {
  const one = open.tab(own);
  one.chat.begin(null, "https://shop.example/");
  one.socket().accept();
  one.socket().welcome();
  return { ...open, ...one };
}
