import { describe, expect, it } from "vitest";
import type { Desk } from "#machines/wire/views.ts";
import type { DeskFrame } from "#machines/workspace/desk.ts";
import { Bell, isMessageBehind, loudnessStorage, type Sound } from "./sounds.ts";
import { FakeArea, FakeClock } from "./testing.ts";

function rig() {
  const clock = new FakeClock();
  const heard: [number, Sound][] = [];
  const begun = clock.now();
  const bell = new Bell(clock, (sound) => heard.push([clock.now() - begun, sound]));
  return { clock, heard, bell };
}

describe("the bell", () => {
  it("rings at once, and not again within a few seconds, however much comes", () => {
    const { clock, heard, bell } = rig();
    for (let count = 0; count < 50; count += 1) {
      bell.want("message");
      clock.advance(100);
    }
    clock.advance(10_000);
    expect(heard).toEqual([
      [0, "message"],
      [4_000, "message"],
      [8_000, "message"],
    ]);
  });

  it("lets a request go before the messages that wait with it, and never drops it", () => {
    const { clock, heard, bell } = rig();
    bell.want("message");
    bell.want("message");
    bell.want("request");
    bell.want("message");
    clock.advance(60_000);
    expect(heard).toEqual([
      [0, "message"],
      [4_000, "request"],
    ]);
    bell.want("message");
    expect(heard.at(-1)).toEqual([60_000, "message"]);
  });
});

describe("a message behind", () => {
  const desk = {
    sessions: [
      { kind: "conversation", subject: "a" },
      { kind: "case", subject: "k" },
    ],
  } as unknown as Desk;
  const frame = (conversation: string, side: "customer" | "agent" | "system") =>
    ({ t: "event", cursor: "1", event: { messages: [{ conversation, side }] } }) as unknown as DeskFrame;

  it("is a customer's, in an open session that is not in focus", () => {
    expect(isMessageBehind(frame("a", "customer"), desk, null)).toBe(true);
    expect(isMessageBehind(frame("a", "customer"), desk, "b")).toBe(true);
    expect(isMessageBehind(frame("a", "customer"), desk, "a")).toBe(false);
    expect(isMessageBehind(frame("a", "agent"), desk, null)).toBe(false);
    expect(isMessageBehind(frame("a", "system"), desk, null)).toBe(false);
    expect(isMessageBehind(frame("z", "customer"), desk, null)).toBe(false);
    expect(isMessageBehind(frame("k", "customer"), desk, null)).toBe(false);
    const gone = { t: "gone", cursor: "1", conversation: "a", reason: "" } as DeskFrame;
    expect(isMessageBehind(gone, desk, null)).toBe(false);
  });
});

describe("how loud it is", () => {
  it("is kept for one person, and normal until somebody chose", () => {
    const area = new FakeArea();
    const [ana, brais] = [loudnessStorage(area, "ana"), loudnessStorage(area, "brais")];
    expect(ana.load()).toBe("normal");
    ana.save("off");
    expect(ana.load()).toBe("off");
    expect(brais.load()).toBe("normal");
    area.setItem(ana.key, "deafening");
    expect(ana.load()).toBe("normal");
    expect(loudnessStorage(null, "ana").load()).toBe("normal");
  });
});
