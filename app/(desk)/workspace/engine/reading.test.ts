import { describe, expect, it } from "vitest";
import { Attention, Typing } from "./reading.ts";
import { FakeClock } from "./testing.ts";

describe("attention", () => {
  it("lasts a minute after the last sign of a person, in a visible window", () => {
    const clock = new FakeClock();
    const attention = new Attention(clock, true);
    expect(attention.active.get()).toBe(true);
    clock.advance(59_000);
    attention.used();
    clock.advance(59_999);
    expect(attention.active.get()).toBe(true);
    clock.advance(1);
    expect(attention.active.get()).toBe(false);
    attention.used();
    expect(attention.active.get()).toBe(true);
    attention.seen(false);
    expect(attention.active.get()).toBe(false);
    attention.used();
    expect(attention.active.get()).toBe(false);
    attention.seen(true);
    expect(attention.active.get()).toBe(true);
  });

  it("is over after a sleep, though no timer has run", () => {
    const clock = new FakeClock();
    const attention = new Attention(clock, true);
    clock.sleep(59_999);
    expect(attention.now()).toBe(true);
    clock.sleep(1);
    expect(attention.now()).toBe(false);
    expect(attention.active.get()).toBe(false);
    attention.used();
    expect(attention.now()).toBe(true);
  });
});

describe("typing", () => {
  it("is told at once, again every three seconds, and ends four seconds after the last key", () => {
    const clock = new FakeClock();
    const told: boolean[] = [];
    const typing = new Typing(clock, (_, on) => told.push(on));
    typing.typed("c", false);
    clock.advance(1_000);
    typing.typed("c", false);
    expect(told).toEqual([true]);
    clock.advance(2_000);
    typing.typed("c", false);
    expect(told).toEqual([true, true]);
    clock.advance(4_000);
    expect(told).toEqual([true, true, false]);
    typing.typed("c", true);
    expect(told).toEqual([true, true, false]);
  });
});
