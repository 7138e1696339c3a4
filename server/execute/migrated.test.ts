import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { presenceOf, savePresence } from "#db/repositories/agents.ts";
import { conversationById, updateConversation } from "#db/repositories/conversations.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { asJsonObject, type JsonObject } from "#db/schema/tables.ts";
import { hashes } from "#machines/charts.ts";
import { leafOf } from "#machines/conversation/read.ts";
import type { ConversationContext } from "#machines/conversation/types.ts";
import type { Golden } from "#machines/testing/golden.ts";
import type { ChartId } from "#machines/wire/views.ts";
import { makeScene, OLD_HASH, type Scene } from "../testing/scene.ts";
import { storedOf } from "../testing/stored.ts";
import { MINUTE } from "../testing/world.ts";

/**
 * Rows as other versions of the charts have left them: whoever loads one first has it migrated, by an event
 * of the log, and goes on from there.
 */
const folder = new URL("../../machines/testing/golden/", import.meta.url);
const golden = readdirSync(folder).flatMap((file) => {
  const all: Golden[] = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  return all.map((each) => [`${file}: ${each.chart} in ${each.path}`, each] as const);
});

type Snapshot = { value: never; context: ConversationContext };

/** Puts a stored snapshot of a release into the row of the scene's conversation, for the people there. */
async function putIn(scene: Scene, snapshot: Snapshot): Promise<JsonObject> {
  const row = await scene.stored();
  const person = (name: string | null) =>
    name === "ana" ? scene.ana.id : name === "brais" ? scene.brais.id : name;
  const { owner, affinity } = snapshot.context;
  const context = {
    ...snapshot.context,
    queue: scene.world.queue,
    owner: person(owner),
    affinity: person(affinity),
    policyRev: row.policyRev,
  };
  const put = asJsonObject({ ...snapshot, context });
  await scene.world.database.write((c) =>
    updateConversation(
      c,
      {
        ...row,
        hash: OLD_HASH,
        state: leafOf(snapshot),
        ownerId: context.owner,
        affinityId: context.affinity,
        snapshot: put,
      },
      row.rev,
    ),
  );
  return put;
}

test.each(golden.filter(([, { chart }]) => chart !== "presence"))("%s", async (_, held) => {
  const chart = held.chart as ChartId;
  const scene = await makeScene(chart);
  try {
    await scene.queued();
    const put = await putIn(scene, held.snapshot as Snapshot);
    const { rev } = await scene.stored();
    await scene.world.runtime.system.poke(chart, scene.conversation);
    const row = await scene.stored();
    if (row.state === "ended") {
      // Never changed again, not even by this.
      expect(row).toMatchObject({ hash: OLD_HASH, rev, snapshot: put });
      return;
    }
    expect(row).toMatchObject({
      hash: hashes[chart],
      rev: rev + 1,
      state: leafOf(held.snapshot as Snapshot),
    });
    const { value, context } = row.snapshot as Snapshot;
    expect(value).toEqual(put.value);
    expect(context).toEqual({ ...(put.context as object), at: context.at });
    const last = (await scene.world.database.read((c) => eventsOf(c, row.id))).at(-1);
    expect(last).toMatchObject({
      type: "chart.migrated",
      by: "system",
      hash: hashes[chart],
      rev: rev + 1,
      edges: [`${chart}|chart.migrated|0`],
      before: held.path,
      after: held.path,
    });
    // Once: the next load finds nothing to do.
    const before = await storedOf(scene.world);
    await scene.world.runtime.system.poke(chart, scene.conversation);
    expect(await storedOf(scene.world)).toEqual(before);
    expect(scene.world.errors).toEqual([]);
  } finally {
    await scene.world.close();
  }
});

test.each(golden.filter(([, { chart }]) => chart === "presence"))("%s", async (_, held) => {
  const scene = await makeScene("liveChat");
  const { world, ana } = scene;
  const presence = () => world.database.read((c) => presenceOf(c, ana.id));
  try {
    const row = await presence();
    if (!row) throw new Error("no presence");
    const snapshot = asJsonObject(held.snapshot as JsonObject);
    await world.database.write((c) => savePresence(c, { ...row, hash: OLD_HASH, snapshot }));
    await world.runtime.system.poke("presence", ana.id);
    const after = await presence();
    expect(after).toMatchObject({ hash: hashes.presence, rev: row.rev + 1 });
    expect(after?.snapshot.value).toEqual(snapshot.value);
    const last = (await world.database.read((c) => eventsOf(c, ana.id))).at(-1);
    expect(last).toMatchObject({ type: "chart.migrated", before: held.path, after: held.path });
    expect(world.errors).toEqual([]);
  } finally {
    await world.close();
  }
});

test("a command on an old row: first the migration, then what was due, then the command", async () => {
  const scene = await makeScene("liveChat");
  await scene.offered();
  await scene.age();
  scene.world.clock.advance(2 * MINUTE);
  const reply = await scene.world.give(scene.ana, "offer.accept", { conversation: scene.conversation });
  expect(reply).toMatchObject({ ok: false, code: "CONFLICT" });
  const events = await scene.world.database.read((c) => eventsOf(c, scene.conversation));
  const types = events.map((event) => event.type.replace(/^xstate\.after\.(\w+)\..*$/, "after $1"));
  expect(types.slice(types.indexOf("offer.made") + 1)).toEqual(["chart.migrated", "after offerTime"]);
  expect(await scene.stored()).toMatchObject({ hash: hashes.liveChat, state: "queued" });
  await scene.world.close();
});

test("a row that names a state which the chart has no more is an error, and stays as it is", async () => {
  const scene = await makeScene("liveChat");
  await scene.queued();
  const row = await scene.stored();
  const snapshot = asJsonObject({ ...row.snapshot, value: "nowhere" });
  await scene.world.database.write((c) =>
    updateConversation(c, { ...row, hash: OLD_HASH, snapshot }, row.rev),
  );
  const before = await storedOf(scene.world);
  const reply = await scene.world.give(scene.ana, "conversation.pick", { conversation: scene.conversation });
  expect(reply).toMatchObject({ ok: false, code: "UNAVAILABLE" });
  expect(await storedOf(scene.world)).toEqual(before);
  expect(await scene.world.database.read((c) => conversationById(c, scene.conversation))).toMatchObject({
    hash: OLD_HASH,
    rev: row.rev,
  });
  expect(scene.world.errors.length).toBeGreaterThan(0);
  await scene.world.close();
});
