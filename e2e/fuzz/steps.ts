import type { EntityKind, TabKind } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { MESSAGE } from "../../app/(desk)/workspace/engine/drafting.ts";
import type { Engine } from "../../app/(desk)/workspace/engine/engine.ts";
import { conversationOf } from "../../app/(desk)/workspace/engine/subject.ts";
import type { Random } from "../faults/random.ts";
import { type Scene, sessionsOf } from "./scene.ts";
import { type Deed, type Doing, surroundings } from "./surroundings.ts";

/** One thing that somebody or something does. `a` and `b`, from 0 up to 1, choose among what is there then. */
export type Step = { does: StepName; window: number; a: number; b: number };

const TABS: readonly TabKind[] = ["knowledge", "templates", "search", "contact", "account", "case"];

const mine = (engine: Engine, item: WorkItem | undefined) =>
  item?.state === "active" && item.owner?.id === engine.desk.get().me.id;
const itemOf = (engine: Engine, session: string) =>
  engine.desk.get().conversations[conversationOf(session) ?? ""]?.item;

/** The fields of the forms that a session's page shows. */
function fieldsOf(scene: Scene, session: string): string[] {
  const record = scene.records.find(({ kind, id }) => session === `${kind}:${id}`);
  if (record) return [`${record.kind}:${record.id}.description`, `${record.kind}:${record.id}.email`];
  return ["case:new.title", "contact:new.name"];
}

/** Types into a field as one who sees what stands in it. */
function type(doing: Doing, field: string): string | null {
  const { scene, window, engine, a } = doing;
  const session = engine.selected();
  if (field === MESSAGE && conversationOf(session) === null) return null;
  const ref = field === MESSAGE ? engine.drafting.ref(session) : engine.drafting.need(session, field);
  if (!ref) return null;
  const before = ref.getSnapshot().context.text;
  let text = "";
  if (before === "" || a >= 0.05) {
    const word = scene.ledger.word({ agent: window.device.agent, session, field });
    if (before === "" || a < 0.15) text = word;
    else text = a < 0.35 ? `${word} ${before}` : `${before} ${word}`;
  }
  scene.ledger.took(before, text);
  if (field === MESSAGE) engine.write(session, text);
  else ref.send({ type: "text.changed", text });
  return `types ${JSON.stringify(text)} in ${session}, ${field}`;
}

function choose({ engine, scene, byA, b }: Doing): string | null {
  const refs = Object.values(engine.actor.getSnapshot().context.drafts);
  const ref = byA(refs.filter((each) => each.getSnapshot().matches("conflict")));
  if (!ref) return null;
  const { session, field, text, remote } = ref.getSnapshot().context;
  const theirs = remote?.text ?? "";
  const chosen = b < 0.3 ? text : b < 0.6 ? theirs : `${theirs}\n${text}`;
  scene.ledger.took(`${text} ${theirs}`, chosen);
  if (field === MESSAGE) engine.choose(session, chosen);
  else ref.send({ type: "text.chosen", text: chosen });
  return `chooses ${JSON.stringify(chosen)} in ${session} ${field}`;
}

/** Everything that can happen, and how often it does beside the rest. */
const deeds = {
  ...surroundings,

  // Conversations
  accept: [
    9,
    ({ engine, byA }) => {
      const offered = byA(Object.keys(engine.actor.getSnapshot().context.offers));
      if (offered === undefined) return null;
      engine.deeds.accept(offered);
      return `accepts ${offered}`;
    },
  ],
  reject: [
    1,
    ({ engine, byA }) => {
      const offered = byA(Object.keys(engine.actor.getSnapshot().context.offers));
      if (offered === undefined) return null;
      engine.deeds.reject(offered);
      return `rejects ${offered}`;
    },
  ],
  pick: [
    5,
    ({ engine, byA }) => {
      const item = byA(engine.desk.get().items.open);
      if (!item) return null;
      void engine.deeds.take("conversation.pick", item);
      return `picks ${item.id}`;
    },
  ],
  openConversation: [
    4,
    ({ engine, byA }) => {
      const { mine: own, closed } = engine.desk.get().items;
      const item = byA([...own, ...closed]);
      if (!item) return null;
      void engine.deeds.take("conversation.open", item);
      return `opens ${item.id}`;
    },
  ],
  end: [
    2,
    ({ engine }) => {
      const item = itemOf(engine, engine.selected());
      if (!item || !mine(engine, item)) return null;
      void engine.deeds.end(item);
      return `ends ${item.id}`;
    },
  ],
  continue: [
    1,
    ({ engine }) => {
      const item = itemOf(engine, engine.selected());
      if (item?.state !== "waiting") return null;
      void engine.deeds.resume(item);
      return `continues ${item.id}`;
    },
  ],
  presence: [
    1,
    ({ engine, byA }) => {
      const presence = byA(["available", "available", "busy", "away"] as const);
      if (!presence) return null;
      void engine.deeds.choosePresence(presence);
      return `is ${presence}`;
    },
  ],

  // Sessions and tabs
  select: [
    12,
    ({ engine, window, byA }) => {
      const session = byA(sessionsOf(window));
      if (session === undefined || session === engine.selected()) return null;
      engine.select(session, true);
      return `selects ${session}`;
    },
  ],
  openSession: [
    4,
    ({ engine, scene, byA }) => {
      const record = byA(scene.records);
      if (!record) return null;
      void engine.openSession(record.kind, record.id);
      return `opens ${record.kind}:${record.id}`;
    },
  ],
  moveSession: [
    2,
    ({ engine, window, byA, b }) => {
      const session = byA(sessionsOf(window).slice(1));
      if (session === undefined) return null;
      const position = Math.floor(b * sessionsOf(window).length);
      void engine.sessions.move(session, position);
      return `moves ${session} to ${position}`;
    },
  ],
  close: [
    4,
    ({ engine, window, byA, b }) => {
      const session = byA(sessionsOf(window).slice(1));
      const ref = engine.actor.getSnapshot().context.sessions[session ?? ""];
      if (session === undefined || !ref) return null;
      ref.send({ type: "session.close" });
      ref.send({ type: b < 0.85 ? "close.confirmed" : "close.cancelled" });
      return `${b < 0.85 ? "closes" : "does not close"} ${session}`;
    },
  ],
  openTab: [
    5,
    ({ engine, scene, byA, byB, a }) => {
      const session = engine.selected();
      const kind = byA(TABS);
      if (kind === undefined) return null;
      const named = scene.records.filter((record) => record.kind === kind);
      const record: { kind: EntityKind; id: string } | undefined = byB(named);
      void engine.openTab(session, kind, record?.id ?? null, a < 0.5 ? { query: `${a}` } : undefined);
      return `opens the tab ${kind} ${record?.id ?? ""} in ${session}`;
    },
  ],
  selectTab: [
    4,
    ({ engine, byA }) => {
      const session = engine.selected();
      const tab = byA(["anchor", ...(engine.actor.getSnapshot().context.tabs[session]?.order ?? [])]);
      if (tab === undefined) return null;
      engine.selectTab(session, tab);
      return `selects the tab ${tab} in ${session}`;
    },
  ],
  saveTab: [
    5,
    ({ engine, b }) => {
      const session = engine.selected();
      const tab = engine.sessions.selectedTab(session);
      engine.sessions.save(session, tab, { query: `${b}` });
      return `changes the tab ${tab} in ${session}`;
    },
  ],
  moveTab: [
    1,
    ({ engine, byA, b }) => {
      const session = engine.selected();
      const tab = byA(engine.actor.getSnapshot().context.tabs[session]?.order ?? []);
      if (tab === undefined) return null;
      void engine.sessions.moveTab(session, tab, Math.floor(b * 4));
      return `moves the tab ${tab} in ${session}`;
    },
  ],
  closeTab: [
    3,
    ({ engine, byA }) => {
      const session = engine.selected();
      const tab = byA(engine.actor.getSnapshot().context.tabs[session]?.order ?? []);
      if (tab === undefined) return null;
      void engine.closeTab(session, tab);
      return `closes the tab ${tab} in ${session}`;
    },
  ],

  // Writing
  type: [20, (doing) => type(doing, MESSAGE)],
  fill: [
    10,
    (doing) => {
      const field = doing.byB(fieldsOf(doing.scene, doing.engine.selected()));
      return field === undefined ? null : type(doing, field);
    },
  ],
  send: [
    9,
    ({ engine, scene, b }) => {
      const session = engine.selected();
      const ref = engine.drafting.ref(session);
      if (!ref || ref.getSnapshot().matches("conflict")) return null;
      // The button is there for one's own alone; a row may be older than what the server knows.
      if (!mine(engine, itemOf(engine, session)) && b < 0.8) return null;
      const { text } = ref.getSnapshot().context;
      if (text.trim() === "") return null;
      scene.ledger.press(text);
      engine.send(session);
      return `sends ${JSON.stringify(text)} in ${session}`;
    },
  ],
  choose: [7, choose],
  retry: [
    2,
    ({ engine, scene, byA }) => {
      const failed = byA(engine.outbox.get().filter((entry) => entry.state === "failed"));
      if (!failed) return null;
      scene.ledger.press(failed.text);
      engine.retry(failed.id);
      return `sends ${JSON.stringify(failed.text)} again`;
    },
  ],

  // The window
  use: [
    5,
    ({ engine }) => {
      engine.attention.used();
      return "moves the pointer";
    },
  ],
  hide: [
    2,
    ({ engine }) => {
      engine.attention.seen(false);
      engine.hidden();
      return "looks elsewhere";
    },
  ],
  show: [
    3,
    ({ engine }) => {
      engine.attention.seen(true);
      engine.attention.used();
      engine.hurry();
      return "looks here again";
    },
  ],
  reload: [
    2,
    async ({ window }) => {
      window.end("left");
      await window.open();
      return "reloads";
    },
  ],
  crash: [
    2,
    async ({ window }) => {
      window.end("crashed");
      await window.open();
      return "crashes, and is opened again";
    },
  ],
} satisfies Record<string, readonly [number, Deed]>;

export type StepName = keyof typeof deeds;

const names = Object.keys(deeds) as StepName[];
const total = names.reduce((sum, name) => sum + deeds[name][0], 0);

/** So many steps by chance. They are plain data, so that they can be printed, cut down and run again. */
export function drawSteps(random: Random, count: number): Step[] {
  return Array.from({ length: count }, () => {
    let left = random.next() * total;
    const does = names.find((name) => {
      left -= deeds[name][0];
      return left < 0;
    });
    return { does: does ?? "use", window: random.pick([0, 0, 1, 2, 2]), a: random.next(), b: random.next() };
  });
}

/** Steps that go on while a window has no page: they are not its doing. */
const WITHOUT_PAGE = /^(customer\.|kill|expire|moment|while|long)/;

/** @returns what was done, in words; null when nothing was. */
export async function take(scene: Scene, step: Step): Promise<string | null> {
  const window = scene.windows[step.window];
  if (!window) return null;
  if (!scene.server.isUp && step.b < 0.15) {
    await scene.server.start();
    return "the server is back";
  }
  if (!window.engine()) {
    if (step.does === "mend") window.wire.set("open");
    if (step.does === "signIn" && scene.server.isUp) await scene.signIn(window.device);
    await window.open();
    if (window.engine()) return `${window.name} has its page back`;
    if (!WITHOUT_PAGE.test(step.does)) return null;
  }
  const engine = window.engine() ?? scene.windows.map((each) => each.engine()).find((each) => each !== null);
  if (!engine) return null;
  const among =
    (by: number) =>
    <T>(of: readonly T[]): T | undefined =>
      of[Math.floor(by * of.length)];
  const deed: Deed = deeds[step.does][1];
  const { a, b } = step;
  const done = await deed({ scene, window, engine, byA: among(a), byB: among(b), a, b });
  return done === null ? null : `${window.name} ${done}`;
}
