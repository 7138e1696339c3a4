import { expect, test } from "vitest";
import { changeOf, isRole, readCapacity } from "./person.ts";

test.each([
  ["1", 1],
  [" 10 ", 10],
  ["100", 100],
  ["0", null],
  ["101", null],
  ["1.5", null],
  ["-3", null],
  ["1e1", null],
  ["ten", null],
  ["", null],
])("%j as a capacity is %j", (text, value) => expect(readCapacity(text)).toBe(value));

test("what differs is the change, and nothing else", () => {
  const before = { name: "Ana", role: "agent", active: true, capacity: 10 } as const;
  expect(changeOf(before, before)).toEqual({});
  expect(changeOf(before, { ...before, active: false })).toEqual({ active: false });
  expect(changeOf(before, { name: "Ana M.", role: "admin", active: false, capacity: 3 })).toEqual({
    name: "Ana M.",
    role: "admin",
    active: false,
    capacity: 3,
  });
});

test("a role is one of four", () => {
  expect(["agent", "supervisor", "admin", "designer"].every(isRole)).toBe(true);
  expect(isRole("root")).toBe(false);
});
