import { describe, expect, test } from "vitest";
import { z } from "zod";
import { people } from "./content/people.ts";
import { demoHistory } from "./history.ts";

const DAY = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 22, 10, 30);
const { conversations, visitors } = demoHistory(now);

describe("the history of the demo workspace", () => {
  test("is the same each time, with ids of its own", () => {
    expect(demoHistory(now)).toEqual({ conversations, visitors });
    const ids = conversations.flatMap(({ id, steps }) => [
      id,
      ...steps.flatMap((step) => (step.kind === "message" ? [step.id] : [])),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(z.uuid().safeParse(id).success, id).toBe(true);
  });

  test("lies in the last sixty-one days, in order, all of it before now", () => {
    for (const { key, createdAt, lastAt, steps } of conversations) {
      expect(createdAt, key).toBeGreaterThan(now - 61 * DAY);
      expect(lastAt, key).toBeLessThan(now);
      expect(
        steps.map(({ at }) => at),
        key,
      ).toEqual(steps.map(({ at }) => at).sort((a, b) => a - b));
    }
  });

  test("gives both agents something closed in the last seven days", () => {
    for (const owner of ["ana", "brais"]) {
      const recent = conversations.filter(
        (c) => c.owner === owner && c.state === "ended" && c.lastAt > now - 7 * DAY,
      );
      expect(recent.length, owner).toBeGreaterThanOrEqual(4);
    }
  });

  test("has one transcript to scroll, and one conversation of Ana that waits with the case Broken kettle", () => {
    const longest = Math.max(...conversations.map(({ steps }) => steps.length));
    expect(longest).toBeGreaterThanOrEqual(60);
    const waiting = conversations.filter(({ state }) => state === "waiting");
    expect(waiting.map((c) => [c.owner, c.case])).toEqual([["ana", "broken-kettle"]]);
  });

  test("lets nobody have two open conversations at once in a workstream", () => {
    for (const one of conversations) {
      for (const other of conversations) {
        if (one === other || one.customer.id !== other.customer.id) continue;
        expect(one.lastAt < other.createdAt || other.lastAt < one.createdAt, `${one.key} ${other.key}`).toBe(
          true,
        );
      }
    }
  });

  test("numbers its visitors from one, without a gap", () => {
    expect(visitors.map(({ number }) => number)).toEqual(visitors.map((_, index) => index + 1));
    expect(people).toHaveLength(5);
  });
});
