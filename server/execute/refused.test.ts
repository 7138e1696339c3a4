import fc from "fast-check";
import { expect, test } from "vitest";
import { presenceOf } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { type Told, vocabulary } from "#machines/testing/conversation.ts";
import { isSoak, runs } from "#machines/testing/runs.ts";
import type { ChartId } from "#machines/wire/views.ts";
import { Refusal } from "../failure.ts";
import { makeScene, type Scene } from "../testing/scene.ts";
import { storedOf } from "../testing/stored.ts";
import { DAY, MINUTE } from "../testing/world.ts";
import { apply, loadConversation } from "./conversation.ts";
import type { Happening } from "./save.ts";

/**
 * A refused event changes nothing: not the row, the timers, the log, the messages, the loads, nor any other
 * table. Only the reply to a refused command is kept.
 */

const timeout = isSoak ? 3_600_000 : 60_000;

const abouts = [
  "offer.accept",
  "offer.reject",
  "conversation.pick",
  "conversation.open",
  "conversation.end",
  "conversation.continue",
  "conversation.release",
] as const;
const moves = [
  ...abouts.flatMap((name) => [`ana ${name}`, `brais ${name}`] as const),
  "ana message.send",
  "brais message.send",
  "ana session.close",
  "brais session.close",
  "visitor.say",
  "visitor.end",
  "ana comes",
  "minutes",
  "days",
] as const;
type Move = (typeof moves)[number];

/** @returns whether a command was refused; null for what is no command. */
async function make(scene: Scene, move: Move): Promise<boolean | null> {
  const { world, visitor, conversation } = scene;
  if (move === "minutes") await world.pass(4 * MINUTE);
  else if (move === "days") await world.pass(29 * DAY);
  else if (move === "ana comes") await world.connect(scene.ana);
  else if (move === "visitor.say") return !(await world.give(visitor, move, { text: "Ola" })).ok;
  else if (move === "visitor.end") return !(await world.give(visitor, move)).ok;
  else {
    const [name = "", command = ""] = move.split(" ");
    const who = name === "ana" ? scene.ana : scene.brais;
    const input =
      command === "session.close"
        ? { session: `conversation:${conversation}` }
        : { conversation, ...(command === "message.send" ? { text: "Dígame" } : {}) };
    return !(await world.give(who, command, input)).ok;
  }
  return null;
}

/** The charts' tests call the agents by name; here they are people, with capacity. */
function named(scene: Scene, event: Told): Happening {
  const ids: Record<string, string> = { ana: scene.ana.id, brais: scene.brais.id };
  const replaced = Object.entries(event).map(([key, value]) => [
    key,
    typeof value === "string" ? (ids[value] ?? value) : value,
  ]);
  return { ...Object.fromEntries(replaced), type: event.type };
}

/** Tries every event of the vocabulary on the conversation as it stands, and undoes what is taken. */
async function tryAll(scene: Scene): Promise<{ refused: number; taken: number }> {
  const count = { refused: 0, taken: 0 };
  for (const event of vocabulary) {
    let wasTaken = false;
    await scene.world.runtime.system.act(async (unit) => {
      const row = await loadConversation(unit, scene.conversation);
      await apply(unit, row, named(scene, event), { asSystem: true });
      wasTaken = true;
      throw new Refusal("CONFLICT", "changedMeanwhile");
    });
    count[wasTaken ? "taken" : "refused"] += 1;
  }
  return count;
}

test.each<ChartId>(["liveChat", "persistentChat"])(
  "a refused command changes nothing of a %s, nor does an event that its chart refuses",
  { timeout },
  async (chart) => {
    const seen = { refusedCommands: 0, refusedEvents: 0, taken: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...moves), { minLength: 3, maxLength: 20 }),
        async (steps) => {
          const scene = await makeScene(chart);
          try {
            await scene.queued();
            for (const step of steps) {
              const before = await storedOf(scene.world);
              const wasRefused = await make(scene, step);
              if (!wasRefused) continue;
              seen.refusedCommands += 1;
              expect(await storedOf(scene.world)).toEqual(before);
            }
            const before = await storedOf(scene.world);
            const { refused, taken } = await tryAll(scene);
            seen.refusedEvents += refused;
            seen.taken += taken;
            expect(await storedOf(scene.world)).toEqual(before);
            expect(scene.world.errors).toEqual([]);
          } finally {
            await scene.world.close();
          }
        },
      ),
      runs(20, 500),
    );
    // The random days were no empty ones.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  },
);

test("what a presence has no edge for changes nothing", async () => {
  const scene = await makeScene("liveChat");
  const { world, ana } = scene;
  const rev = async () => (await world.database.read((c) => presenceOf(c, ana.id)))?.rev;
  for (const move of ["line.lost", "line.back", "line.back", "offer.rejected", "line.lost", "line.lost"]) {
    const before = { stored: await storedOf(world), rev: await rev() };
    await scene.feedPresence({ type: move, restrain: false });
    if ((await rev()) === before.rev) expect(await storedOf(world)).toEqual(before.stored);
  }
  // Gone when it was told lost, back once, rejected without restraint, lost once.
  expect(await rev()).toBe(2);
  await world.close();
});

test("an event without room for it changes nothing: the capacity is asked in the same transaction", async () => {
  const scene = await makeScene("persistentChat", { units: 6 });
  const { world } = scene;
  await scene.waiting();
  const other = { ...(await world.visitor("only")) };
  await world.say(other);
  await world.give(scene.ana, "presence.choose", { presence: "away" });
  const taken = await world.say(await world.visitor("only"));
  await world.give(scene.ana, "conversation.pick", { conversation: taken });
  const before = await storedOf(world);
  const reply = await world.give(scene.ana, "conversation.open", { conversation: scene.conversation });
  expect(reply).toMatchObject({ ok: false, code: "CONFLICT", message: "noCapacity" });
  expect(await storedOf(world)).toEqual(before);
  const row = await world.database.read((c) => conversationById(c, scene.conversation));
  expect(row?.state).toBe("waiting");
  await world.close();
});
