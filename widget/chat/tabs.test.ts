import { expect, test } from "vitest";
import { memoryStorage, standingClock } from "../testing/fakes.ts";
import { createStore } from "./store.ts";
import { createTabs } from "./tabs.ts";

test("without Web Locks the tabs agree by the storage", () => {
  const { clock, advance } = standingClock();
  const storage = memoryStorage();
  const store = () => createStore(() => storage, "w", "");
  const [a, b] = [createTabs(undefined, store(), clock, ""), createTabs(undefined, store(), clock, "")];
  const ran: string[] = [];
  a.alone("token", () => new Promise(() => ran.push("a")));
  b.alone("token", () => new Promise(() => ran.push("b")));
  advance(1000);
  expect(ran).toHaveLength(1);

  const taken: string[] = [];
  a.hold("out.a");
  b.whenFree("out.a", () => taken.push("out.a"));
  advance(60_000);
  expect(taken).toEqual([]);
  a.leave();
  advance(30_000);
  expect(taken).toEqual(["out.a"]);
});
