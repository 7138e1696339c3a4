import { describe, expect, it } from "vitest";
import { Foremost } from "./foremost.ts";

/** Node has the same locks as a browser, one manager for all in this process. */
const { locks } = navigator;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await settled();
}

describe("of several windows", () => {
  it("the one used last is foremost, and another when it is closed", async () => {
    const name = crypto.randomUUID();
    const [a, b, c] = [new Foremost(name, locks), new Foremost(name, locks), new Foremost(name, locks)];
    a.start();
    await until(() => a.isForemost);
    b.start();
    c.start();
    b.take();
    await until(() => b.isForemost && !a.isForemost);
    c.take();
    await until(() => c.isForemost && !b.isForemost);
    a.take();
    await until(() => a.isForemost && !c.isForemost);
    expect([b.isForemost, c.isForemost]).toEqual([false, false]);
    a.stop();
    await until(() => b.isForemost || c.isForemost);
    expect(b.isForemost && c.isForemost).toBe(false);
    const [first, second] = b.isForemost ? [b, c] : [c, b];
    first.stop();
    await until(() => second.isForemost);
    second.stop();
    const isHeld = async () => (await locks.query()).held?.some((lock) => lock.name === name) ?? false;
    while (await isHeld()) await settled();
    expect([a, b, c].some((each) => each.isForemost)).toBe(false);
  });
});

it("without locks each window is foremost", () => {
  const alone = new Foremost("x", null);
  alone.start();
  alone.take();
  expect(alone.isForemost).toBe(true);
  alone.stop();
});
