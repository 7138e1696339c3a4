import { describe, expect, it } from "vitest";
import { itemOf } from "./engine/testing.ts";
import { standingOf } from "./standing.ts";

const say = (
  more: Parameters<typeof itemOf>[1] | null,
  gone: Parameters<typeof standingOf>[0]["gone"] = null,
) =>
  standingOf({
    item: more === null ? undefined : itemOf("1", more),
    session: { openedAt: 100 },
    me: "ana",
    gone,
  });
const brais = { id: "brais", name: "Brais" };

describe("what a session says of its conversation", () => {
  it("is nothing while it is this agent's, or waits for them", () => {
    expect(say({ state: "active" })).toBeNull();
    expect(say({ state: "wrapUp", outcome: "agentEnded" })).toBeNull();
    expect(say({ state: "waiting", owner: null, affinity: "ana" })).toBeNull();
  });

  it("is where it went", () => {
    expect(say({ state: "active", owner: brais })).toBe("withAnother");
    expect(say({ state: "active", owner: brais }, "transferred")).toBe("transferred");
    expect(say({ state: "queued", owner: null })).toBe("queued");
    expect(say({ state: "offered", owner: null }, "transferred")).toBe("transferred");
    expect(say({ state: "waiting", owner: null, affinity: "brais" })).toBe("withAnother");
  });

  it("is who ended it, when that was since the session was opened", () => {
    expect(say({ state: "wrapUp", outcome: "customerEnded" })).toBe("customerEnded");
    expect(say({ state: "wrapUp", outcome: "customerGone" })).toBe("customerGone");
    expect(say({ state: "ended", outcome: "forceClosed", closedAt: 200 })).toBe("closedBySupervisor");
    expect(say({ state: "ended", outcome: "agentEnded", closedAt: 200 }, "ended")).toBe("ended");
    expect(say({ state: "ended", outcome: "forceClosed", closedAt: 50 })).toBeNull();
  });

  it("is that it may not be read any more, and why if that is known", () => {
    expect(say(null)).toBe("unreadable");
    expect(say(null, "transferred")).toBe("transferred");
    expect(say(null, "closedBySupervisor")).toBe("closedBySupervisor");
    expect(say(null, "handedOver")).toBe("unreadable");
  });
});
