import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StorageUnavailable } from "#db/connection.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { timersOf } from "#db/repositories/timers.ts";
import { manualClock, systemClock } from "../clock.ts";
import { readDesk } from "../stream/views.ts";
import { watchDesk } from "../testing/verify.ts";
import { DAY, HOUR, MINUTE, makeWorld, SECOND, START, type World } from "../testing/world.ts";
import { startHeartbeat } from "./heartbeat.ts";

/** Between a jump of the machine's clock and the beat that sees it, at most. */
const BEAT = 5 * SECOND;

let world: World;
let warnings: unknown[] = [];
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  warnings = world.errors.filter((each) => !(typeof each === "object" && each !== null && "ms" in each));
  expect(warnings).toEqual([]);
});

const rowOf = (id: string) => world.database.read((c) => conversationById(c, id));
const stateOf = async (id: string) => (await rowOf(id))?.state;
const timerOf = async (chart: string, id: string) =>
  (await world.database.read((c) => timersOf(c, chart, id)))[0];

/** The machine's clock is set, and the next beat sees it. */
async function jump(ms: number): Promise<void> {
  world.clock.jump(ms);
  await world.pass(BEAT);
  // Whatever the beat writes was queued before this.
  await world.database.write(async () => {});
  await world.settle();
}

async function offered() {
  const ana = await world.agent("Ana");
  // Its time in the queue is one of the calendar: thirty days, which no jump of an hour ends.
  const conversation = await world.say(await world.visitor("persistent"));
  expect(await stateOf(conversation)).toBe("offered");
  return { ana, conversation };
}

async function waiting() {
  const ana = await world.agent("Ana");
  const visitor = await world.visitor("persistent");
  const conversation = await world.say(visitor);
  await world.give(ana, "offer.accept", { conversation });
  await world.give(ana, "session.close", { session: `conversation:${conversation}` });
  expect(await stateOf(conversation)).toBe("waiting");
  return { ana, visitor, conversation };
}

describe.each([
  ["forward", HOUR],
  ["back", -HOUR],
])("a machine's clock that is set one hour %s", (_, by) => {
  test("leaves an offer the time that it had, and shows its deadline on the new clock", async () => {
    const { ana, conversation } = await offered();
    await world.pass(MINUTE);
    const watch = await watchDesk(world, ana);
    await jump(by);
    const { held, fresh } = await watch.compare();
    expect(held).toEqual(fresh);
    expect(world.clock.now()).toBe(START + MINUTE + BEAT + by);
    expect(await stateOf(conversation)).toBe("offered");
    expect((await rowOf(conversation))?.deadline).toBe(START + 2 * MINUTE + by);
    await world.pass(MINUTE - BEAT - SECOND);
    expect(await stateOf(conversation)).toBe("offered");
    await world.pass(SECOND);
    const last = (await world.database.read((c) => eventsOf(c, conversation))).map((event) => event.type);
    expect(last.some((type) => type.includes("offerTime"))).toBe(true);
  });

  test("leaves a customer who has just gone their grace, and no more", async () => {
    const ana = await world.agent("Ana");
    const visitor = await world.visitor();
    await world.connect(visitor);
    const conversation = await world.say(visitor);
    await world.give(ana, "offer.accept", { conversation });
    await world.disconnect(visitor);
    await jump(by);
    await world.pass(3 * MINUTE - BEAT - SECOND);
    expect(await stateOf(conversation)).toBe("active");
    await world.pass(SECOND);
    expect(await stateOf(conversation)).not.toBe("active");
  });

  test("moves no time of the calendar: what waits ends at the time that it was to end", async () => {
    const { conversation } = await waiting();
    const due = (await timerOf("persistentChat", conversation))?.dueAt ?? 0;
    await jump(by);
    expect((await timerOf("persistentChat", conversation))?.dueAt).toBe(due);
    await world.pass(due - world.clock.now() - MINUTE);
    expect(await stateOf(conversation)).toBe("waiting");
    await world.pass(MINUTE);
    expect(await rowOf(conversation)).toMatchObject({ state: "ended", closedAt: due });
  });

  test("gives what begins after it its whole time, and not an hour with it", async () => {
    const { ana, visitor, conversation } = await waiting();
    await world.connect(ana);
    await jump(by);
    await world.say(visitor, "Aínda estou aquí");
    expect(await stateOf(conversation)).toBe("offered");
    expect(await timerOf("persistentChat", conversation)).toMatchObject({
      delayName: "offerTime",
      armedAt: world.clock.now(),
      dueAt: world.clock.now() + 2 * MINUTE,
    });
  });

  test("keeps the order of the log, whatever its times say", async () => {
    const { ana, conversation } = await offered();
    await world.give(ana, "offer.accept", { conversation });
    await jump(by);
    await world.give(ana, "message.send", { conversation, text: "Sigo aquí" });
    const events = await world.database.read((c) => eventsOf(c, conversation));
    expect(events.map((event) => event.rev)).toEqual(events.map((_, index) => index + 1));
    const times = events.map((event) => event.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

test("a clock that was set back while the server was down leaves an offer what it had left", async () => {
  const { ana, conversation } = await offered();
  await world.pass(MINUTE);
  await world.restart(-HOUR);
  await world.connect(ana);
  expect(await stateOf(conversation)).toBe("offered");
  expect((await rowOf(conversation))?.deadline).toBe(world.clock.now() + MINUTE);
});

test("what a clock is off without having been set is followed, and nothing moves for it", async () => {
  const { conversation } = await offered();
  const due = (await rowOf(conversation))?.deadline;
  await jump(400);
  expect(world.clock.drift()).toBe(0);
  expect(world.clock.now()).toBe(START + BEAT + 400);
  expect((await rowOf(conversation))?.deadline).toBe(due);
});

test("a window that resumes after a down-time shows the deadline that an offer now has", async () => {
  const { ana, conversation } = await offered();
  const before = await world.database.read((c) => readDesk(c, ana, world.clock.now()));
  await world.restart(HOUR);
  await world.connect(ana);
  const watch = await watchDesk(world, ana, before);
  const { held, fresh } = await watch.compare();
  expect(held).toEqual(fresh);
  expect(held).toMatchObject({
    items: { open: [{ id: conversation, deadline: (before.items.open[0]?.deadline ?? 0) + HOUR }] },
  });
});

test("a beat that the disk did not take leaves the clock as it was, and the next one finds the jump", async () => {
  const clock = manualClock(START);
  const errors: unknown[] = [];
  const jumps: number[] = [];
  let full = true;
  const { conversation } = await offered();
  const deadline = (await rowOf(conversation))?.deadline ?? 0;
  const heartbeat = startHeartbeat({
    clock,
    system: {
      ...world.runtime.system,
      async act(work) {
        let refused: StorageUnavailable | null = null;
        const done = await world.runtime.system.act(async (unit) => {
          try {
            await unit.c.attempt(async () => {
              await work(unit);
              if (full) throw new StorageUnavailable("full");
            });
          } catch (error) {
            if (!(error instanceof StorageUnavailable)) throw error;
            refused = error;
          }
        });
        if (refused) throw refused;
        return done;
      },
    },
    onJump: (by) => jumps.push(by),
    onError: (error) => errors.push(error),
  });
  const beat = async () => {
    clock.advance(BEAT);
    await world.database.write(async () => {});
    await new Promise((resolve) => setImmediate(resolve));
  };
  clock.jump(HOUR);
  await beat();
  expect(errors).toHaveLength(1);
  expect([clock.now(), clock.drift(), jumps]).toEqual([START + BEAT, HOUR, []]);
  expect((await rowOf(conversation))?.deadline).toBe(deadline);
  full = false;
  await beat();
  expect([clock.now(), clock.drift(), jumps]).toEqual([START + 2 * BEAT + HOUR, 0, [HOUR]]);
  expect((await rowOf(conversation))?.deadline).toBe(deadline + HOUR);
  await heartbeat.stop();
});

test("the production's clock goes on evenly whatever the machine's is set to, until it is moved", () => {
  const real = Date.now;
  const before = systemClock.now();
  try {
    Date.now = () => real() + DAY;
    expect(systemClock.now() - before).toBeLessThan(MINUTE);
    expect(systemClock.drift()).toBeGreaterThan(DAY - MINUTE);
    systemClock.move(DAY);
    expect(Math.abs(systemClock.drift())).toBeLessThan(MINUTE);
  } finally {
    Date.now = real;
    systemClock.move(systemClock.drift());
  }
});
