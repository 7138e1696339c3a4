import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { messagesBefore } from "#db/repositories/messages.ts";
import { type FateText, fateOf } from "#machines/session/fate.ts";
import type { EntityKind } from "#machines/wire/records.ts";
import type { ChartId, ConversationState, Desk } from "#machines/wire/views.ts";
import type { AgentPrincipal } from "../principal.ts";
import { makeScene, type Scene } from "../testing/scene.ts";
import { openSession } from "./actions.ts";

/**
 * The closing dialog says what closing a session does, for each kind of conversation in each state. Here each
 * is closed on a real file, and what then is, is compared with what the dialog said.
 */
type Row = {
  chart: ChartId;
  text: FateText;
  state: ConversationState;
  /** Brings about a session on a conversation in this state: Ana's, or the one's who is answered. */
  come(scene: Scene): Promise<AgentPrincipal | void>;
  becomes?: ConversationState;
  told?: "backInQueue" | "parked";
  units?: number;
};

const open = (scene: Scene) => scene.does("conversation.open");

/** Brais has it, and Ana, who had looked at it in the line, still has her session. */
async function braisTakesIt(scene: Scene): Promise<void> {
  await scene.queued();
  await open(scene);
  await scene.world.connect(scene.brais);
  await scene.give(scene.brais, "offer.accept", { conversation: scene.conversation });
}

const alike = (chart: ChartId): Row[] => [
  {
    chart,
    text: `${chart}.queued`,
    state: "queued",
    come: async (scene) => scene.queued().then(() => open(scene)),
  },
  {
    chart,
    text: `${chart}.offered`,
    state: "offered",
    come: async (scene) => scene.offered().then(() => open(scene)),
  },
  {
    chart,
    text: `${chart}.wrapUp`,
    state: "wrapUp",
    come: (scene) => scene.wrapUp(),
    becomes: "ended",
    units: 1,
  },
  {
    chart,
    text: `${chart}.ended`,
    state: "ended",
    async come(scene) {
      await scene.wrapUp();
      await scene.closes();
      await open(scene);
    },
  },
  { chart, text: "unreadable", state: "active", come: braisTakesIt },
  {
    chart,
    text: `${chart}.foreign`,
    state: "active",
    async come(scene) {
      await scene.active();
      const carme = await scene.world.agent("Carme", { role: "supervisor", line: false });
      await scene.give(carme, "conversation.open", { conversation: scene.conversation });
      return carme;
    },
  },
];

const rows: Row[] = [
  ...alike("liveChat"),
  {
    chart: "liveChat",
    text: "liveChat.active",
    state: "active",
    come: (scene) => scene.active(),
    becomes: "queued",
    told: "backInQueue",
    units: 1,
  },
  ...alike("persistentChat"),
  {
    chart: "persistentChat",
    text: "persistentChat.active",
    state: "active",
    come: (scene) => scene.active(),
    becomes: "waiting",
    told: "parked",
    units: 1,
  },
  {
    chart: "persistentChat",
    text: "persistentChat.waiting",
    state: "waiting",
    // Two devices at once: the one opens what the other closes.
    async come(scene) {
      await scene.waiting();
      const about = { kind: "conversation", subject: scene.conversation } as const;
      await scene.world.runtime.system.act((unit) =>
        openSession(unit, scene.ana.id, about, true).then(() => {}),
      );
      await scene.world.settle();
    },
  },
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const deskOf = async (scene: Scene, who: AgentPrincipal): Promise<Desk> =>
  (await scene.world.caller(who).desk.load()) as Desk;

/** What the program has said in the transcript, in order. */
async function told({ world, conversation }: Scene): Promise<string[]> {
  const { messages } = await world.database.read((c) =>
    messagesBefore(c, conversation, Number.MAX_SAFE_INTEGER, 200),
  );
  return messages.flatMap(({ notice }) => notice ?? []);
}

describe("closing a session does what its dialog says", () => {
  test.each(rows)("$text ($chart, $state)", async (row) => {
    const scene = await makeScene(row.chart);
    try {
      const who = (await row.come(scene)) ?? scene.ana;
      expect((await scene.stored()).state).toBe(row.state);
      const before = await deskOf(scene, who);
      const session = before.sessions.find(({ subject }) => subject === scene.conversation);
      if (!session) throw new Error("there is no session on it");
      const fate = fateOf(session, before.conversations[scene.conversation], who.id);
      expect(fate).toEqual({
        text: row.text,
        becomes: row.becomes ?? null,
        told: row.told ?? null,
        units: row.units ?? 0,
      });
      const said = await told(scene);

      await scene.give(who, "session.close", { session: session.id });

      const after = await deskOf(scene, who);
      expect(after.sessions).toEqual([]);
      expect(before.me.load - after.me.load).toBe(fate.units);
      expect((await scene.stored()).state).toBe(fate.becomes ?? row.state);
      expect((await told(scene)).slice(said.length)).toEqual(fate.told === null ? [] : [fate.told]);
      expect(scene.world.errors).toEqual([]);
    } finally {
      await scene.world.close();
    }
  });

  test.each<EntityKind>(["contact", "account", "case"])("%s", async (kind) => {
    const { world, ana } = await makeScene("liveChat");
    try {
      const caller = world.caller(ana);
      const fields = kind === "case" ? { title: "Billa rota" } : { name: "Rosalía" };
      const made = await caller[kind].create({ id: randomUUID(), fields });
      const subject = idOf(made);
      await caller.session.open({ id: randomUUID(), kind, subject });
      const draft = { session: `${kind}:${subject}`, field: `${kind}:${subject}.title`, text: "A medias" };
      await caller.draft.save({ id: randomUUID(), ...draft, baseRev: 0, window: randomUUID() });
      const [session] = (await caller.desk.load()).sessions;
      if (!session) throw new Error("there is no session on it");
      expect(fateOf(session, undefined, ana.id)).toEqual({ text: kind, becomes: null, told: null, units: 0 });

      await caller.session.close({ id: randomUUID(), session: session.id });

      expect((await caller.desk.load()).sessions).toEqual([]);
      // The record is as it was, and what was not saved is there when it is opened again.
      expect(await caller[kind].get({ record: subject })).toMatchObject({ rev: 1 });
      expect(await caller.draft.list()).toMatchObject([draft]);
    } finally {
      await world.close();
    }
  });
});

describe("the closing dialog", () => {
  const states = {
    liveChat: ["queued", "offered", "active", "wrapUp", "ended"],
    persistentChat: ["queued", "offered", "active", "waiting", "wrapUp", "ended"],
  } as const;
  const texts: FateText[] = [
    ...states.liveChat.map((state) => `liveChat.${state}` as const),
    ...states.persistentChat.map((state) => `persistentChat.${state}` as const),
    "liveChat.foreign",
    "persistentChat.foreign",
    "unreadable",
    "contact",
    "account",
    "case",
  ];
  const wordsOf = (locale: string, namespace: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../messages/${locale}/${namespace}.json`, import.meta.url), "utf8"));
  const at = (value: unknown, path: string): unknown =>
    path.split(".").reduce<unknown>((here, key) => (isRecord(here) ? here[key] : undefined), value);

  test("has a line above for each of its texts", () => {
    const held = new Set<FateText>([...rows.map(({ text }) => text), "contact", "account", "case"]);
    expect([...held].sort()).toEqual([...texts].sort());
  });

  test.each(["gl", "en", "es", "pt"])("has a text of its own for each state and kind: %s", (locale) => {
    const dialog = wordsOf(locale, "dialog");
    const said = texts.map((text) => at(dialog, `closing.${text}`));
    expect(said.filter((text) => typeof text !== "string" || text.length < 20)).toEqual([]);
    expect(new Set(said).size).toBe(texts.length);
    // What the customer is told stands there in the words in which the customer reads it.
    const widget = wordsOf(locale, "widget");
    expect(at(dialog, "told")).toBe(at(widget, "notice.backInQueue"));
    expect(at(dialog, "toldParked")).toBe(at(widget, "notice.parked"));
    for (const text of ["liveChat.active", "persistentChat.active"])
      expect(at(dialog, `closing.${text}`)).toContain("{told}");
  });
});

/** A record's command answers with its id, by its kind. */
function idOf(made: unknown): string {
  const [id] = isRecord(made) ? Object.values(made) : [];
  if (typeof id !== "string") throw new Error(`no id in ${JSON.stringify(made)}`);
  return id;
}
