import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { logBounds } from "#db/repositories/log.ts";
import { makeWorld, type World } from "../testing/world.ts";
import { cursorOf } from "./cursor.ts";
import { type Hub, makeHub, type Reader } from "./hub.ts";

/** A tail of its own beside the runtime's, which is woken by the test alone. */
let world: World;
let hub: Hub;
beforeEach(async () => {
  world = await makeWorld();
  hub = makeHub({ database: world.database, onError: (error) => world.errors.push(error) });
  await hub.start();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

function reads(): Reader & { seen: number[] } {
  const seen: number[] = [];
  return { seen, deliver: (projected) => seen.push(projected.seq) };
}
const last = async () => (await world.database.read((c) => logBounds(c))).last;
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1);

describe("a reader", () => {
  test("hears what comes, in order, until it is stopped", async () => {
    const from = await last();
    const reader = reads();
    const stop = await hub.follow(from, reader);
    await world.say(await world.visitor());
    await hub.settled();
    const until = await last();
    expect(reader.seen).toEqual(upTo(from, until));
    stop();
    expect(hub.readers()).toBe(0);
    await world.say(await world.visitor());
    await hub.settled();
    expect(reader.seen).toEqual(upTo(from, until));
  });

  test("behind the tail has the gap first", async () => {
    const from = await last();
    const visitor = await world.visitor();
    for (let count = 0; count < 250; count += 1) {
      void world.runtime.services.execute(
        { id: randomUUID(), name: "visitor.say", input: { text: `${count}` } },
        visitor,
      );
    }
    await world.say(visitor, "last");
    await hub.settled();
    const reader = reads();
    await hub.follow(from, reader);
    await world.say(visitor, "live");
    await hub.settled();
    expect(reader.seen).toEqual(upTo(from, await last()));
  });

  test("ahead of the tail, because it read what was not told yet, hears nothing twice", async () => {
    await world.say(await world.visitor());
    const cursor = await last();
    expect(hub.last()).toBeLessThan(cursor);
    expect(await cursorOf(world.database, String(cursor), hub.last())).toEqual({ at: cursor, reset: false });
    const reader = reads();
    const stop = await hub.follow(cursor, reader);
    await world.say(await world.visitor());
    await hub.settled();
    expect(reader.seen).toEqual(upTo(cursor, await last()));
    stop();
    expect(hub.readers()).toBe(0);
  });

  test("that joins while much is written misses nothing", async () => {
    const from = await last();
    const visitor = await world.visitor();
    const readers = Array.from({ length: 10 }, reads);
    const writing = Array.from({ length: 60 }, (_, count) =>
      world.runtime.services
        .execute({ id: randomUUID(), name: "visitor.say", input: { text: `${count}` } }, visitor)
        .then(() => hub.wake()),
    );
    const joining = readers.map(async (reader, index) => {
      await writing[index * 6];
      await hub.follow(from, reader);
    });
    await Promise.all([...writing, ...joining]);
    await world.settle();
    await hub.settled();
    for (const reader of readers) expect(reader.seen).toEqual(upTo(from, await last()));
  });
});

describe("a cursor of the log", () => {
  test("of the future, or of before its beginning, is answered with a reset to now", async () => {
    await world.say(await world.visitor());
    const now = await last();
    for (const cursor of [String(now + 1), "999999999999999", "-1", "x", ""]) {
      expect(await cursorOf(world.database, cursor, now)).toEqual({ at: now, reset: true });
    }
    await world.database.write(async (c) => {
      await c.db.delete(c.tables.event);
    });
    await world.say(await world.visitor());
    expect(await cursorOf(world.database, "0", await last())).toMatchObject({ reset: true });
    expect(await cursorOf(world.database, String(now), await last())).toEqual({ at: now, reset: false });
  });

  test("without one the stream starts now", async () => {
    expect(await cursorOf(world.database, undefined, 7)).toEqual({ at: 7, reset: false });
  });
});
