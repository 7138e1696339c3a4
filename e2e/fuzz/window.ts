import { makeClient } from "#ui/trpc/client.ts";
import type { Api } from "../../app/(desk)/workspace/engine/api.ts";
import { Engine } from "../../app/(desk)/workspace/engine/engine.ts";
import { apiOf } from "../../app/(desk)/workspace/engine/pageApi.ts";
import { conversationOf } from "../../app/(desk)/workspace/engine/subject.ts";
import { FakeArea } from "../../app/(desk)/workspace/engine/testing.ts";
import { type MortalClock, mortal } from "./clock.ts";
import type { FuzzServer } from "./server.ts";
import { openWire, type Wire } from "./wire.ts";

/** A browser of one person: its cookie, and what its windows share. */
export type Device = { agent: string; email: string; cookie: string; readonly local: Storage };

type Page = { engine: Engine; clock: MortalClock; api: Api; live: boolean };

/** One window of a device, with a page in it or none. */
export type Window = {
  readonly name: string;
  readonly device: Device;
  readonly wire: Wire;
  engine(): Engine | null;
  /** The page's own calls, for a fresh read by the same person. */
  readonly api: Api;
  /** Loads the page as the server would render it, and starts it; nothing when it cannot be had. */
  open(): Promise<void>;
  /** The page ends. A crash says nothing to anybody; the storages stay either way. */
  end(how: "left" | "crashed"): void;
  /** What the screen does by itself: it shows the conversation that is selected, and reads it. */
  look(): void;
};

/** Signs the device in, as the page does. */
export async function signIn(server: FuzzServer, device: Device, password: string): Promise<void> {
  const response = await fetch(`${server.origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.origin },
    body: JSON.stringify({ email: device.email, password }),
  });
  await response.text();
  if (!response.ok) throw new Error(`The sign-in answered ${response.status}.`);
  device.cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0] ?? "")
    .join("; ");
}

export function makeWindow(name: string, device: Device, server: FuzzServer): Window {
  const wire = openWire(server.origin, () => device.cookie);
  /** Of this tab; it outlives a reload. */
  const own = new FakeArea();
  let page: Page | null = null;

  function apiWhile(isAlive: () => boolean): Api {
    const call: typeof fetch = async (input, init) => {
      // To a page that has ended nobody answers: whoever asked is not there any more.
      if (!isAlive()) return new Promise<Response>(() => {});
      const answer = wire.call(input, init);
      const kept = await answer.catch((error: unknown) => {
        if (isAlive()) throw error;
        return null;
      });
      return kept !== null && isAlive() ? kept : new Promise<Response>(() => {});
    };
    const client = makeClient(`${server.origin}/api/trpc`, call);
    return apiOf(
      () => client,
      (path, body) =>
        wire.call(`${server.origin}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        }),
    );
  }
  const api = apiWhile(() => true);

  const window: Window = {
    name,
    device,
    wire,
    api,
    engine: () => page?.engine ?? null,

    async open() {
      if (page || !server.isUp || wire.mood() === "cut" || wire.mood() === "deaf") return;
      const clock = mortal(server.clock);
      const mine: Pick<Page, "live"> = { live: true };
      const pageApi = apiWhile(() => mine.live);
      const read = await Promise.all([pageApi.load(), pageApi.drafts()]).catch(() => null);
      // Signed out, or the server has died meanwhile: there is no such page.
      if (!read) return;
      const [desk, drafts] = read;
      const engine = new Engine(desk, drafts, {
        api: pageApi,
        clock,
        openSocket: wire.openSocket,
        online: () => wire.mood() === "open" || wire.mood() === "stalled",
        random: () => 0.5,
        visible: true,
        local: device.local,
        session: own,
      });
      page = Object.assign(mine, { engine, clock, api: pageApi });
      engine.start();
      window.look();
    },

    end(how) {
      if (!page) return;
      const { engine, clock } = page;
      if (how === "left") engine.leave();
      page.live = false;
      page = null;
      clock.die();
      wire.breakAll();
    },

    look() {
      if (!page) return;
      const { engine } = page;
      const conversation = conversationOf(engine.selected());
      if (conversation === null || !engine.desk.get().conversations[conversation]) return;
      const { status, last } = engine.threads.of(conversation);
      if (status === "absent") void engine.threads.need(conversation);
      else if (status === "failed" && engine.line.get() === "live") void engine.threads.need(conversation);
      else if (status === "ready") engine.threads.want(conversation, 1, last);
    },
  };
  return window;
}
