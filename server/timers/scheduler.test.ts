import { afterEach, beforeEach, expect, test } from "vitest";
import { StorageUnavailable } from "#db/connection.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { MINUTE, makeWorld, SECOND, type World } from "../testing/world.ts";
import { makeScheduler } from "./scheduler.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** The world's own scheduler is left out: this one has the same rows, and a disk of the test's. */
async function scheduled() {
  await world.runtime.scheduler.stop();
  const errors: unknown[] = [];
  const disk = { full: false, rounds: 0 };
  let told = () => {};
  /** Resolves with the end of the next round, whoever began it. */
  const round = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  const scheduler = makeScheduler({
    database: world.database,
    clock: world.clock,
    system: {
      ...world.runtime.system,
      poke(machine, id) {
        if (disk.full) return Promise.reject(new StorageUnavailable("full"));
        return world.runtime.system.poke(machine, id);
      },
    },
    onRound() {
      disk.rounds += 1;
      told();
    },
    onError: (error) => errors.push(error),
  });
  await world.agent("Ana");
  const conversation = await world.say(await world.visitor());
  const state = async () => (await world.database.read((c) => conversationById(c, conversation)))?.state;
  expect(await state()).toBe("offered");
  await scheduler.run();
  return { scheduler, errors, disk, state, round };
}

test("what the disk did not take is due again a second later, and fires when there is room", async () => {
  const { scheduler, errors, disk, state, round } = await scheduled();
  disk.full = true;
  world.clock.advance(2 * MINUTE);
  await scheduler.run();
  expect(errors).toHaveLength(1);
  expect(await state()).toBe("offered");
  disk.full = false;
  const before = disk.rounds;
  world.clock.advance(SECOND - 1);
  expect(disk.rounds).toBe(before);
  const next = round();
  world.clock.advance(1);
  await next;
  expect(disk.rounds).toBe(before + 1);
  expect(await state()).toBe("queued");
  await scheduler.stop();
});

test("a round can be asked for, whatever is due: for what else the disk did not take", async () => {
  const { scheduler, disk, round } = await scheduled();
  const before = disk.rounds;
  scheduler.again();
  scheduler.again();
  const next = round();
  world.clock.advance(SECOND);
  await next;
  expect(disk.rounds).toBe(before + 1);
  await scheduler.stop();
});
