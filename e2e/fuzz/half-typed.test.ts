import { afterEach, expect, test } from "vitest";
import type { Engine } from "../../app/(desk)/workspace/engine/engine.ts";
import { amiss } from "./check.ts";
import { comeToRest } from "./run.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

const at = (of: Scene, index: number): Engine => {
  const engine = of.windows[index]?.engine();
  if (!engine) throw new Error("There is no page in this window.");
  return engine;
};

/** A case's title is begun, a customer's request comes in and is accepted; then `meanwhile`, and back to the case. */
async function story(meanwhile: (of: Scene, title: Title) => Promise<void>, looksBack = 0): Promise<void> {
  scene = await openScene("device");
  const { windows, records, ledger, customers, server } = scene;
  const id = records.find(({ kind }) => kind === "case")?.id ?? "";
  const session = `case:${id}`;
  const title: Title = {
    session,
    field: `${session}.title`,
    word: ledger.word({ agent: windows[0]?.device.agent ?? "", session, field: `${session}.title` }),
  };
  void at(scene, 1).deeds.choosePresence("away");
  void at(scene, 0).openSession("case", id);
  await scene.settle();
  expect(at(scene, 0).selected()).toBe(session);
  write(at(scene, 0), title);

  const customer = customers[0]?.principal;
  if (!customer) throw new Error("There is no customer.");
  await server.arrive(customer);
  await server.give(customer, "visitor.say", { text: "Bo día" });
  await scene.settle();
  const [offered = ""] = Object.keys(at(scene, 0).actor.getSnapshot().context.offers);
  at(scene, 0).deeds.accept(offered);
  await scene.settle();
  expect(at(scene, 0).selected()).toBe(`conversation:${offered}`);

  await meanwhile(scene, title);
  expect(await comeToRest(scene)).toEqual([]);
  const engine = at(scene, looksBack);
  engine.select(session, true);
  await scene.settle();
  expect(engine.drafting.need(session, title.field)?.getSnapshot().context.text).toBe(title.word);
  expect(await amiss(scene)).toEqual([]);
}

type Title = { session: string; field: string; word: string };

function write(engine: Engine, { session, field, word }: Title): void {
  engine.drafting.need(session, field)?.send({ type: "text.changed", text: word });
}

test("half a title, a request accepted, back to the case: there it is", async () => {
  await story(async () => {});
});

test("the same with a reload, and with a page that crashed", async () => {
  await story(async ({ windows }) => {
    for (const how of ["left", "crashed"] as const) {
      windows[0]?.end(how);
      await windows[0]?.open();
    }
  });
});

test("the same with a sign-in that expired: typing goes on, and signing in again sends it", async () => {
  await story(async (of, title) => {
    const window = of.windows[0];
    if (!window) return;
    await of.expire(window.device);
    await of.settle();
    expect(at(of, 0).line.get()).toBe("signedOut");
    title.word = `${title.word} ${of.ledger.word({ agent: window.device.agent, ...title })}`;
    write(at(of, 0), title);
    await of.pass(1_000);
    await of.settle();
    await of.signIn(window.device);
    at(of, 0).hurry();
  });
});

test("the same with a server that is killed", async () => {
  await story(async (of) => {
    await of.server.kill();
    await of.settle();
    await of.pass(10_000);
    await of.server.start();
  });
});

test("the same with a second browser between the two", async () => {
  await story(async (of, title) => {
    await of.pass(1_000);
    await of.settle();
    await of.pass(1_000);
    await of.settle();
    const second = at(of, 2);
    expect(second.drafting.ref(title.session, title.field)?.getSnapshot().context.text).toBe(title.word);
    title.word = `${title.word} ${of.ledger.word({ agent: of.windows[2]?.device.agent ?? "", ...title })}`;
    write(second, title);
  });
});

test("the same, gone on with in the second browser after the first has crashed", async () => {
  await story(async ({ windows }) => windows[0]?.end("crashed"), 2);
});
