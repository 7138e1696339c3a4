import { expect, test } from "vitest";
import { changedNames, changesOf, openFields, rebased, savedAs, takeTheirs } from "./fields.ts";

const base = { title: "a", tags: ["x"], published: false };

test("a save names the fields that were changed, with what they began from", () => {
  const form = { ...openFields(base), typed: { ...base, title: "b", tags: ["x"] } };
  expect(changedNames(form)).toEqual(["title"]);
  expect(changesOf(form)).toEqual({ title: { base: "a", value: "b" } });
});

test("what somebody else saved stands in fields that were not touched, and beside those that were", () => {
  const form = { ...openFields(base), typed: { ...base, title: "mine" } };
  const fresh = { title: "theirs", tags: ["y"], published: false };
  const next = rebased(form, fresh);
  expect(next.typed).toEqual({ title: "mine", tags: ["y"], published: false });
  expect(next.theirs).toEqual({ title: "theirs" });
  expect(changesOf(next)).toEqual({ title: { base: "theirs", value: "mine" } });
  expect(takeTheirs(next, "title")).toEqual({ base: fresh, typed: fresh, theirs: {} });
});

test("the same change of two people is none", () => {
  const form = { ...openFields(base), typed: { ...base, title: "same" } };
  expect(rebased(form, { ...base, title: "same" }).theirs).toEqual({});
});

test("what was typed while a save was on its way stays, and is not saved yet", () => {
  const sent = { ...base, title: "first" };
  const form = { base, typed: { ...base, title: "first and more" }, theirs: {} };
  const next = savedAs(form, sent, { ...sent });
  expect(next.typed.title).toBe("first and more");
  expect(changedNames(next)).toEqual(["title"]);
  expect(next.theirs).toEqual({});
});
