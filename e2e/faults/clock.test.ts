import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { openVisitor } from "./clients/visitor.ts";
import { tell } from "./figures.ts";
import { openScene, type Scene } from "./scene.ts";
import { seeds, sized } from "./size.ts";
import { readStored } from "./stored.ts";

const HOUR = 60 * 60_000;
/** How often it is set forward and back again. */
const ROUNDS = sized(1, 4);
const preload = pathToFileURL(join(import.meta.dirname, "clock.mjs")).href;

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

describe.each(seeds("clock", 1))("a machine's clock that is set while everybody writes, seed %i", (seed) => {
  test("one hour forward and back: nothing lost, doubled or out of order, and nobody's grace ends", async () => {
    const one = await openScene({
      seed,
      visitors: 3,
      windows: ["device"],
      server: { imports: [preload] },
      log: "warn",
    });
    scene = one;
    const { bell, parola, agents, count } = one;

    // A customer who has just gone has three minutes to come back, whatever the clock says.
    const gone = openVisitor({ name: "gone", url: parola.url, bell });
    await bell.when("the one who goes is welcomed", gone.live);
    gone.say("gone:hello");
    const taken = () => agents[0]?.conversations().includes(gone.conversation() ?? "none") ?? false;
    await bell.when("the one who goes was taken", taken);
    const left = gone.conversation() ?? "";
    gone.leave();

    const jumps = () => parola.output().split("the machine's clock was set").length - 1;
    one.talk();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const offset of [HOUR, 0, -HOUR, 0]) {
        const wanted = { jumps: jumps() + 1, acknowledged: count().acknowledged + 20 };
        parola.tell({ clock: offset });
        await bell.when("the server saw the clock set", () => jumps() >= wanted.jumps);
        await bell.when("all went on", () => count().acknowledged >= wanted.acknowledged);
        const { conversations } = await readStored(parola.database, [left]);
        expect(conversations).toMatchObject([{ id: left, state: "active" }]);
        expect(conversations[0]?.timers).toEqual(conversations[0]?.armed);
        expect(conversations[0]?.timers.join()).toContain("customerGrace");
      }
    }
    await one.quiet();
    tell("Clock: set by an hour, times", jumps(), "");
    expect(await one.wrong()).toEqual([]);
  });
});
