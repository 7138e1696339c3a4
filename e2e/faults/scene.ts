import { DEMO_PASSWORD, people } from "#server/demo/content/people.ts";
import { type Parola, type ParolaOptions, startParola } from "../fixtures/server.ts";
import { type Bell, makeBell } from "./bell.ts";
import { check, checkAcknowledged } from "./checker.ts";
import { type Agent, openAgent, signIn } from "./clients/agent.ts";
import { openVisitor, type Visitor } from "./clients/visitor.ts";
import type { History } from "./history.ts";
import { type FaultyLine, openProxy } from "./proxy.ts";
import { type Random, randomOf } from "./random.ts";
import { readStored, type Stored } from "./stored.ts";

/** Between two messages of one writer. */
const SHORTEST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 260;

export type SceneOptions = {
  seed: number;
  visitors: number;
  /** Besides the agent's first window: another tab of the same browser, and another browser. */
  windows?: readonly ("tab" | "device")[];
  /** A proxy before the server, over which all clients come. */
  proxy?: boolean;
  server?: ParolaOptions;
  log?: "silent" | "warn";
};

/** The real program under real clients, who talk to each other while a test does its worst. */
export type Scene = {
  readonly parola: Parola;
  readonly proxy: FaultyLine;
  readonly bell: Bell;
  readonly random: Random;
  readonly visitors: readonly Visitor[];
  readonly agents: readonly Agent[];
  /** Everybody begins to write, and goes on until `quiet`. */
  talk(): void;
  /** Nobody begins anything new. */
  hush(): void;
  /** Everybody's line is live. */
  connected(patience?: number): Promise<void>;
  /** Nobody writes any more; resolves when all that was said was answered and is on every screen. */
  quiet(): Promise<void>;
  count(): { said: number; acknowledged: number; drafts: number };
  stored(): Promise<Stored>;
  /** What is wrong with the whole history, to be asked when all is quiet. */
  wrong(): Promise<string[]>;
  /** What is wrong with what was acknowledged so far, whatever else is under way. */
  wrongAmongAcknowledged(): Promise<string[]>;
  close(): Promise<void>;
};

export async function openScene(options: SceneOptions): Promise<Scene> {
  const bell = makeBell();
  const random = randomOf(options.seed);
  let target: number | null = null;
  const proxy = await openProxy(() => target);
  const parola: Parola & { remove(): Promise<void> } = await startParola(
    // What goes wrong is the test's own doing, and is told by what it expects.
    {
      PAROLA_LOG: options.log ?? "silent",
      ...(options.proxy ? { PAROLA_PUBLIC_URL: proxy.url } : {}),
    },
    { ...options.server, onOutput: bell.ring },
  );
  target = parola.port;
  const url = options.proxy ? proxy.url : parola.url;

  const email = people.find((person) => person.key === "ana")?.email ?? "";
  const first = await signIn(url, email, DEMO_PASSWORD);
  const main = await openAgent({ name: "window", url, device: first, bell, accepts: true });
  const agents = [main];
  for (const kind of options.windows ?? []) {
    const device = kind === "tab" ? first : await signIn(url, email, DEMO_PASSWORD);
    agents.push(await openAgent({ name: kind, url, device, bell }));
  }

  const visitors: Visitor[] = [];
  for (let number = 1; number <= options.visitors; number += 1) {
    const visitor = openVisitor({ name: `visitor${number}`, url, bell });
    visitors.push(visitor);
    await bell.when(`${visitor.name} is welcomed`, visitor.live);
    visitor.say(`${visitor.name}:hello`);
    await bell.when(`${visitor.name} was taken by the agent`, () =>
      main.conversations().includes(visitor.conversation() ?? "none"),
    );
  }
  const conversations = () =>
    visitors.flatMap((visitor) => {
      const id = visitor.conversation();
      return id === null ? [] : [id];
    });

  const stops = new Set<() => void>();
  let talking = false;

  /** Calls `work` again and again, with pauses that the seed decides. */
  function again(work: () => void): void {
    const timer = setTimeout(
      () => {
        stops.delete(stop);
        if (!talking) return;
        work();
        again(work);
      },
      random.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS),
    );
    const stop = () => clearTimeout(timer);
    stops.add(stop);
  }

  function talk(): void {
    talking = true;
    for (const visitor of visitors) {
      again(() => visitor.say(`${visitor.name}:${visitor.said.length}`));
    }
    for (const agent of agents) {
      again(() => {
        const conversation = random.pick(conversations());
        // One window drafts, so that nobody has to decide between two texts; the others only send.
        if (agent === main && random.next() < 0.5) agent.write(conversation, `draft ${agent.said.length}`);
        else agent.say(conversation, `${agent.name}:${agent.said.length}`);
      });
    }
  }

  function hush(): void {
    talking = false;
    for (const stop of stops) stop();
    stops.clear();
  }

  async function connected(patience?: number): Promise<void> {
    const all = [...visitors, ...agents];
    await bell.when(
      () =>
        `live: ${all
          .filter((each) => !each.live())
          .map((each) => each.name)
          .join(", ")}`,
      () => all.every((each) => each.live()),
      patience,
    );
  }

  async function quiet(): Promise<void> {
    hush();
    await connected();
    const busy = () => [...visitors, ...agents].filter((each) => !each.idle());
    await bell.when(
      () =>
        `an answer for ${busy().map((each) => JSON.stringify([each.name, each.said.filter((one) => !one.acknowledged)]))}`,
      () => busy().length === 0,
    );
    // Last words in every composer: drafts are compared with what the server has.
    for (const id of conversations()) main.write(id, `last draft in ${id}`);
    const sessions = conversations().map((id) => `conversation:${id}`);
    await bell.when("the last drafts were saved", () =>
      sessions.every((session) =>
        main.savedDrafts.some((draft) => draft.session === session && draft.text.startsWith("last draft")),
      ),
    );
    const { conversations: stored } = await readStored(parola.database, conversations());
    const unseen = () =>
      stored.flatMap(({ id, lastSeq }) =>
        [...visitors.filter((each) => each.conversation() === id), ...agents]
          .map((each) => ("chat" in each ? each.seen() : each.seen(id)))
          .filter((seen) => seen.messages.length < lastSeq)
          .map((seen) => `${seen.window} shows ${seen.messages.length} of ${lastSeq}`),
      );
    await bell.when(
      () => `all is shown: ${unseen().join(", ")}`,
      () => unseen().length === 0,
    );
    const unread = () => agents.flatMap(({ engine }) => engine.desk.get().items.mine);
    const selected = main.engine.selected();
    await bell.when("what is in focus was read", () =>
      unread().every((item) => `conversation:${item.id}` !== selected || item.unread === 0),
    );
  }

  const said = () => [...visitors, ...agents].flatMap((each) => each.said);
  const savedDrafts = () => agents.flatMap((each) => each.savedDrafts);
  const stored = () => readStored(parola.database, conversations());

  return {
    parola,
    proxy,
    bell,
    random,
    visitors,
    agents,
    talk,
    hush,
    connected,
    quiet,
    stored,
    count: () => ({
      said: said().length,
      acknowledged: said().filter((each) => each.acknowledged).length,
      drafts: savedDrafts().length,
    }),
    async wrong() {
      const { conversations: kept, drafts, loads, lines } = await stored();
      const history: History = {
        said: said(),
        seen: [
          ...visitors.map((each) => each.seen()),
          ...conversations().flatMap((id) => agents.map((each) => each.seen(id))),
        ],
        conversations: kept,
        savedDrafts: savedDrafts(),
        storedDrafts: drafts,
        loads,
        lines: { stored: lines, open: visitors.length + agents.length },
        desks: await Promise.all(agents.map((each) => each.compare())),
      };
      return check(history);
    },
    async wrongAmongAcknowledged() {
      // Both are taken in one moment: what is acknowledged while the disk is read is not asked for.
      const then = structuredClone({ said: said(), drafts: savedDrafts() });
      const { conversations: kept, drafts } = await stored();
      return checkAcknowledged(then.said, kept, then.drafts, drafts);
    },
    async close() {
      hush();
      for (const each of [...visitors, ...agents]) each.leave();
      await parola.remove();
      await proxy.close();
    },
  };
}
