import { describe, expect, test } from "vitest";
import type { Candidate } from "#db/repositories/agents.ts";
import { chooseAgent } from "./choose.ts";

const policy = {
  allowedPresences: ["available", "busy"] as ("available" | "busy")[],
  offerAgainAfter: 60_000,
};
type Facts = Parameters<typeof chooseAgent>[2];
const nobody: Facts = { declined: {}, affinity: null, now: 1_000_000 };
const agent = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  presence: "available",
  conversations: 0,
  idleSince: 0,
  ...change,
});

/** Whatever order the database gives them in. */
function choose(candidates: Candidate[], facts: Partial<Facts> = {}) {
  const answers = [candidates, [...candidates].reverse()].map((each) =>
    chooseAgent(each, policy, { ...nobody, ...facts }),
  );
  expect(answers[0]).toBe(answers[1]);
  return answers[0];
}

describe("who is asked", () => {
  test("is nobody, where nobody is", () => {
    expect(choose([])).toBeNull();
  });

  test("is the one with the fewest conversations, however long the others are idle", () => {
    const many = agent("a", { conversations: 2, idleSince: 1 });
    const few = agent("b", { conversations: 1, idleSince: 9 });
    expect(choose([many, few])).toBe("b");
  });

  test("is the longest idle of those with as few", () => {
    const long = agent("b", { conversations: 1, idleSince: 5 });
    expect(choose([agent("a", { conversations: 1, idleSince: 6 }), long])).toBe("b");
  });

  test("is always the same of those who are alike in all", () => {
    expect(choose([agent("b"), agent("a"), agent("c")])).toBe("a");
  });

  test("is one of those whose presence the workstream allows", () => {
    const away = (["doNotDisturb", "away", "offline", "inactive"] as const).map((presence) =>
      agent(presence, { presence }),
    );
    expect(choose(away)).toBeNull();
    expect(choose([...away, agent("busy", { presence: "busy", conversations: 9 })])).toBe("busy");
    const none = { ...policy, allowedPresences: [] };
    expect(chooseAgent([agent("a")], none, nobody)).toBeNull();
  });
});

describe("who declined", () => {
  const declined = { a: 1_000_000 };

  test("is passed over until a while has gone by, and then asked like everybody", () => {
    const both = [agent("a"), agent("b", { conversations: 3 })];
    expect(choose(both, { declined, now: 1_000_000 })).toBe("b");
    expect(choose(both, { declined, now: 1_059_999 })).toBe("b");
    expect(choose(both, { declined, now: 1_060_000 })).toBe("a");
  });

  test("alone leaves nobody to ask until then", () => {
    expect(choose([agent("a")], { declined, now: 1_030_000 })).toBeNull();
    expect(choose([agent("a")], { declined, now: 1_060_000 })).toBe("a");
  });
});

describe("who had the customer before", () => {
  const others = [agent("a"), agent("b", { conversations: 5, idleSince: 900 })];

  test("is asked first", () => {
    expect(choose(others, { affinity: "b" })).toBe("b");
  });

  test("is not waited for when they could not take it now", () => {
    expect(choose(others, { affinity: "gone" })).toBe("a");
    expect(choose([agent("a"), agent("b", { presence: "away" })], { affinity: "b" })).toBe("a");
    expect(choose(others, { affinity: "b", declined: { b: 999_999 } })).toBe("a");
  });
});
