import { afterEach, describe, expect, test } from "vitest";
import { presenceOf } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { type EventRow, eventsOf } from "#db/repositories/log.ts";
import { timersOf } from "#db/repositories/timers.ts";
import type { ChartId } from "#machines/wire/views.ts";
import { type ManualClock, systemClock } from "../clock.ts";
import type { PolicyValues } from "../policy/table.ts";
import { expectReplay } from "../testing/replay.ts";
import { makeScene, type Scene } from "../testing/scene.ts";
import { DAY, HOUR, MINUTE, makeWorld, SECOND } from "../testing/world.ts";

/** Times over restarts of the runtime, closed and opened again on the same files. */
let open: { world: { close(): Promise<void>; errors: unknown[] } } | null = null;
afterEach(async () => {
  await open?.world.close();
  expect(open?.world.errors ?? []).toEqual([]);
  open = null;
});

async function sceneOf(chart: ChartId, policy: Partial<PolicyValues> = {}): Promise<Scene> {
  // Long enough for an outage: how long nobody takes it runs on, and would end what is offered, too.
  const scene = await makeScene(chart, { queueTime: DAY, ...policy });
  open = scene;
  return scene;
}

const eventsIn = (scene: Scene): Promise<EventRow[]> =>
  scene.world.database.read((c) => eventsOf(c, scene.conversation));
const dueOf = async (scene: Scene, machine: string, id: string, delay: string) =>
  (await scene.world.database.read((c) => timersOf(c, machine, id))).find((row) => row.delayName === delay)
    ?.dueAt;

describe("28 days over restarts, some of them long", () => {
  /** Three times a week is up and some hours are down, then up to just before the end. */
  async function almost() {
    const scene = await sceneOf("persistentChat");
    await scene.waiting();
    const due = scene.world.clock.now() + 28 * DAY;
    for (const hours of [1, 30, 0]) {
      await scene.world.pass(7 * DAY);
      await scene.world.restart(hours * HOUR);
      await scene.stateIs("waiting");
    }
    expect(await dueOf(scene, "persistentChat", scene.conversation, "waitingTime")).toBe(due);
    expect((await scene.stored()).deadline).toBe(due);
    return { scene, due, left: () => due - scene.world.clock.now() };
  }

  test("and the due time while the server was down: it ended at its due time", async () => {
    const { scene, due, left } = await almost();
    await scene.world.pass(left() - HOUR);
    await scene.stateIs("waiting");
    await scene.world.restart(2 * DAY);
    expect(await scene.stored()).toMatchObject({ state: "ended", outcome: "expired", closedAt: due });
    expect((await eventsIn(scene)).at(-1)).toMatchObject({ at: due, by: "system", after: "ended" });
    expect(scene.world.clock.now()).toBe(due - HOUR + 2 * DAY);
    await expectReplay(scene.world, scene.conversation);
  });

  test("at 27 days 23:59 it waits, a restart or not; a minute later it has ended", async () => {
    const { scene, due, left } = await almost();
    await scene.world.restart(left() - MINUTE);
    await scene.stateIs("waiting");
    await scene.world.restart();
    await scene.world.pass(MINUTE - 1);
    await scene.stateIs("waiting");
    await scene.world.pass(1);
    expect(await scene.stored()).toMatchObject({ state: "ended", closedAt: due });
  });

  test("who writes first after the start begins anew, and the end before it has its own time", async () => {
    const { scene, due, left } = await almost();
    // What was due is fired by whoever touches the conversation, before any poke.
    scene.world.clock.advance(left() + 5 * MINUTE);
    const next = await scene.world.say(scene.visitor, "Sigo agardando");
    expect(next).not.toBe(scene.conversation);
    expect(await scene.stored()).toMatchObject({ state: "ended", closedAt: due });
    const fresh = await scene.world.database.read((c) => conversationById(c, next));
    expect(fresh).toMatchObject({ previousId: scene.conversation, createdAt: due + 5 * MINUTE });
  });
});

test("28 days on the production clock: nothing fires at once", async () => {
  // The real time; a test may not move it.
  const clock: ManualClock = {
    ...systemClock,
    set: () => expect.fail("the production clock is not moved"),
    advance: () => expect.fail("the production clock is not moved"),
    jump: () => expect.fail("the production clock is not moved"),
  };
  const world = await makeWorld({ clock, workstreams: [{ key: "only", chart: "persistentChat" }] });
  open = { world };
  const ana = await world.agent("Ana");
  const visitor = await world.visitor("only");
  const conversation = await world.say(visitor);
  await world.give(ana, "offer.accept", { conversation });
  const before = clock.now();
  await world.give(ana, "session.close", { session: `conversation:${conversation}` });
  const after = clock.now();
  // An overflown timer fires after a millisecond; these are fifty, and the scheduler looks on the way.
  await new Promise<void>((resolve) => clock.after(50, resolve));
  await world.runtime.scheduler.run();
  await world.settle();
  const row = await world.database.read((c) => conversationById(c, conversation));
  expect(row?.state).toBe("waiting");
  const [timer, ...others] = await world.database.read((c) => timersOf(c, "persistentChat", conversation));
  expect(others).toEqual([]);
  expect(timer?.dueAt).toBeGreaterThanOrEqual(before + 28 * DAY);
  expect(timer?.dueAt).toBeLessThanOrEqual(after + 28 * DAY);
});

describe("an hour in which the server is down", () => {
  type Case = {
    delay: string;
    chart: ChartId;
    policy?: Partial<PolicyValues>;
    moves: boolean;
    /** Whose deadline stands on the screen. */
    shown?: boolean;
    come(scene: Scene): Promise<unknown>;
  };
  const hour = HOUR;
  const cases: Case[] = [
    { delay: "offerTime", chart: "liveChat", moves: true, shown: true, come: (s) => s.offered() },
    { delay: "offerTime", chart: "persistentChat", moves: true, shown: true, come: (s) => s.offered() },
    { delay: "wrapUpTime", chart: "liveChat", moves: true, shown: true, come: (s) => s.wrapUp() },
    { delay: "wrapUpTime", chart: "persistentChat", moves: true, shown: true, come: (s) => s.wrapUp() },
    {
      delay: "wrapUpBlock",
      chart: "liveChat",
      policy: { wrapUpBlock: 5 * MINUTE },
      moves: true,
      come: (s) => s.wrapUp(),
    },
    {
      delay: "customerGrace",
      chart: "liveChat",
      moves: true,
      async come(s) {
        await s.active();
        await s.world.disconnect(s.visitor);
      },
    },
    {
      delay: "queueTime",
      chart: "liveChat",
      moves: false,
      come: (s) => s.queued(),
    },
    { delay: "queueTime", chart: "persistentChat", moves: false, come: (s) => s.queued() },
    { delay: "waitingTime", chart: "persistentChat", moves: false, shown: true, come: (s) => s.waiting() },
  ];

  test.each(
    cases.map((each) => [each.delay, each.moves ? "stands still" : "runs on", each.chart, each] as const),
  )("%s %s (%s)", async (delay, _, chart, { policy, moves, shown, come }) => {
    const scene = await sceneOf(chart, policy);
    await come(scene);
    const before = await dueOf(scene, chart, scene.conversation, delay);
    expect(before).toBeGreaterThan(scene.world.clock.now());
    await scene.world.pass(30 * SECOND);
    await scene.world.restart(hour);
    const after = await dueOf(scene, chart, scene.conversation, delay);
    expect(after).toBe((before ?? 0) + (moves ? hour : 0));
    if (shown) expect((await scene.stored()).deadline).toBe(after);
  });

  test("stands still for the grace of an agent whose line was lost before", async () => {
    const scene = await sceneOf("liveChat");
    await scene.active();
    await scene.world.disconnect(scene.ana);
    const before = await dueOf(scene, "presence", scene.ana.id, "agentGrace");
    await scene.world.pass(2 * MINUTE);
    await scene.world.restart(hour);
    const after = await dueOf(scene, "presence", scene.ana.id, "agentGrace");
    expect(after).toBe((before ?? 0) + hour);
    await scene.stateIs("active");
    await scene.world.pass(30 * SECOND - 1);
    await scene.stateIs("active");
    await scene.world.pass(1);
    await scene.stateIs("queued");
  });

  test("is not counted twice when the server goes down again at once", async () => {
    const scene = await sceneOf("liveChat");
    await scene.offered();
    const before = (await scene.stored()).deadline ?? 0;
    await scene.world.restart(hour);
    await scene.world.restart(hour);
    await scene.world.restart(0);
    expect((await scene.stored()).deadline).toBe(before + 2 * hour);
  });
});

describe("a five-minute outage, longer than every grace", () => {
  async function outage() {
    const scene = await sceneOf("liveChat");
    await scene.active();
    await scene.world.pass(MINUTE);
    const before = (await eventsIn(scene)).length;
    await scene.world.restart(5 * MINUTE);
    return { scene, start: scene.world.clock.now(), news: async () => (await eventsIn(scene)).slice(before) };
  }

  test("tells the customer's line lost at the start's time, and the grace runs from there", async () => {
    const { scene, start, news } = await outage();
    expect((await news()).map(({ type, at }) => ({ type, at }))).toEqual([
      { type: "customer.lineLost", at: start },
    ]);
    expect(await dueOf(scene, "liveChat", scene.conversation, "customerGrace")).toBe(start + 3 * MINUTE);
    await scene.stateIs("active");
  });

  test("ends no chat whose customer comes back at once, nor one who takes nearly all of the grace", async () => {
    const { scene, news } = await outage();
    await scene.world.connect(scene.ana);
    await scene.world.pass(3 * MINUTE - 1);
    await scene.stateIs("active");
    await scene.world.connect(scene.visitor);
    expect((await news()).map(({ type }) => type)).toEqual(["customer.lineLost", "customer.lineBack"]);
    expect(await dueOf(scene, "liveChat", scene.conversation, "customerGrace")).toBeUndefined();
    await scene.world.pass(HOUR);
    await scene.stateIs("active");
    expect(await scene.world.say(scene.visitor, "Xa volvín")).toBe(scene.conversation);
    expect((await scene.stored()).ownerId).toBe(scene.ana.id);
    await expectReplay(scene.world, scene.conversation, false);
  });

  test("takes nothing from an agent who comes back within their grace, and all from one who doesn't", async () => {
    const { scene, start } = await outage();
    await scene.world.connect(scene.visitor);
    const { world, ana } = scene;
    const presence = await world.database.read((c) => presenceOf(c, ana.id));
    expect(presence?.snapshot.value).toMatchObject({ line: "lost" });
    expect(await dueOf(scene, "presence", ana.id, "agentGrace")).toBe(start + 150 * SECOND);
    await world.pass(149 * SECOND);
    await world.connect(ana);
    await world.pass(HOUR);
    await scene.stateIs("active");
    await world.restart(5 * MINUTE);
    await world.connect(scene.visitor);
    await world.pass(150 * SECOND);
    await scene.stateIs("queued");
  });
});
