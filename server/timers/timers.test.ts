import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentById } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { eventsOf } from "#db/repositories/log.ts";
import { timersOf } from "#db/repositories/timers.ts";
import { systemClock } from "../clock.ts";
import { DAY, MINUTE, makeWorld, SECOND, START, type World } from "../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

const stateOf = async (id: string) => (await world.database.read((c) => conversationById(c, id)))?.state;
const typesOf = async (id: string) =>
  (await world.database.read((c) => eventsOf(c, id))).map((event) => event.type);

async function waiting() {
  const ana = await world.agent("Ana");
  const visitor = await world.visitor("persistent");
  const conversation = await world.say(visitor);
  await world.give(ana, "offer.accept", { conversation });
  await world.give(ana, "session.close", { session: `conversation:${conversation}` });
  expect(await stateOf(conversation)).toBe("waiting");
  return { ana, visitor, conversation };
}

describe("28 days", () => {
  test("end at the due time and not a minute before, over restarts", async () => {
    const { conversation } = await waiting();
    const due = world.clock.now() + 28 * DAY;
    for (let day = 0; day < 27; day += 9) {
      await world.pass(9 * DAY);
      await world.restart();
    }
    world.clock.set(due - MINUTE);
    await world.pass(0);
    expect(await stateOf(conversation)).toBe("waiting");
    await world.pass(MINUTE);
    expect(await stateOf(conversation)).toBe("ended");
    const last = (await world.database.read((c) => eventsOf(c, conversation))).at(-1);
    expect(last).toMatchObject({ at: due, by: "system" });
  });

  test("that fell due while the server was down end at the due time", async () => {
    const { conversation } = await waiting();
    const due = world.clock.now() + 28 * DAY;
    await world.restart(30 * DAY);
    expect(await world.database.read((c) => conversationById(c, conversation))).toMatchObject({
      state: "ended",
      outcome: "expired",
      closedAt: due,
    });
  });

  test("are rows, not timers of the process: nothing fires at once on the production clock", async () => {
    const { conversation } = await waiting();
    const [timer] = await world.database.read((c) => timersOf(c, "persistentChat", conversation));
    expect(timer).toMatchObject({ delayName: "waitingTime", dueAt: START + 28 * DAY });
    const fired: string[] = [];
    const callOff = systemClock.after(28 * DAY, () => fired.push("at once"));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    callOff();
    expect(fired).toEqual([]);
  });

  test("begin anew when it waits again", async () => {
    const { ana, visitor, conversation } = await waiting();
    await world.pass(27 * DAY);
    await world.connect(ana);
    await world.say(visitor, "Aínda estou aquí");
    await world.give(ana, "offer.accept", { conversation });
    await world.give(ana, "session.close", { session: `conversation:${conversation}` });
    await world.pass(27 * DAY);
    expect(await stateOf(conversation)).toBe("waiting");
    await world.pass(DAY);
    expect(await stateOf(conversation)).toBe("ended");
  });
});

describe("a server that was down", () => {
  test("gives an offer the time that it had left, and the offer's deadline on the screen too", async () => {
    const ana = await world.agent("Ana");
    const conversation = await world.say(await world.visitor());
    await world.pass(60 * SECOND);
    await world.restart(5 * MINUTE);
    expect(await stateOf(conversation)).toBe("offered");
    const desk = await world.caller(ana).desk.load();
    expect(desk.conversations[conversation]?.item.deadline).toBe(world.clock.now() + 60 * SECOND);
    await world.connect(ana);
    await world.pass(59 * SECOND);
    expect(await stateOf(conversation)).toBe("offered");
    await world.pass(SECOND);
    expect((await typesOf(conversation)).some((type) => type.includes("offerTime"))).toBe(true);
  });

  test("ends no chat whose customer comes back at once", async () => {
    const ana = await world.agent("Ana");
    const visitor = await world.visitor();
    await world.connect(visitor);
    const conversation = await world.say(visitor);
    await world.give(ana, "offer.accept", { conversation });
    await world.restart(5 * MINUTE);
    await world.connect(ana);
    await world.connect(visitor);
    await world.pass(10 * MINUTE);
    expect(await stateOf(conversation)).toBe("active");
  });

  test("tells lines lost that nobody takes up again, and the chat ends after the grace", async () => {
    const ana = await world.agent("Ana");
    const visitor = await world.visitor();
    await world.connect(visitor);
    const conversation = await world.say(visitor);
    await world.give(ana, "offer.accept", { conversation });
    await world.restart(5 * MINUTE);
    await world.connect(ana);
    await world.pass(3 * MINUTE - 1);
    expect(await stateOf(conversation)).toBe("active");
    await world.pass(1);
    expect(await stateOf(conversation)).toBe("wrapUp");
  });

  test("finishes what a commit had asked for", async () => {
    const ana = await world.agent("Ana");
    const visitor = await world.visitor();
    const conversation = await world.say(visitor);
    // Stopped in the turn in which the command was answered: its follow-ups are rows that wait.
    await world.runtime.services.execute(
      { id: crypto.randomUUID(), name: "offer.accept", input: { conversation } },
      ana,
    );
    await world.restart();
    const desk = await world.caller(ana).desk.load();
    expect(desk.presence.why).toContain("setByWork");
    expect(desk.me.load).toBe(1);
  });
});

describe("a policy that changes", () => {
  test("moves running timers at once, and what is over by that fires", async () => {
    const { conversation } = await waiting();
    const admin = await world.agent("Admin", { role: "admin", line: false });
    await world.pass(2 * DAY);
    const { policy, policyRev } = await world.caller(admin).workstream.get({ key: "persistent" });
    await world.give(admin, "workstream.save", {
      key: "persistent",
      policy: { ...policy, waitingTime: 3 * DAY },
      baseRev: policyRev,
    });
    expect(await stateOf(conversation)).toBe("waiting");
    await world.pass(DAY);
    expect(await stateOf(conversation)).toBe("ended");
  });
});

test("an agent whose line is lost beyond the grace gives back what they have", async () => {
  const ana = await world.agent("Ana");
  const conversation = await world.say(await world.visitor());
  await world.give(ana, "offer.accept", { conversation });
  await world.disconnect(ana);
  await world.pass(150 * SECOND - 1);
  expect(await stateOf(conversation)).toBe("active");
  await world.pass(1);
  expect(await stateOf(conversation)).toBe("queued");
  expect((await world.database.read((c) => agentById(c, ana.id)))?.load).toBe(0);
});
