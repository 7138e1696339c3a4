import { expect, it } from "vitest";
import type { PolicyField } from "./fields.ts";
import { changed, openForm, rebase, takeTheirs, type } from "./merge.ts";

const number = (name: string): PolicyField => ({
  name,
  kind: "number",
  unit: null,
  default: 1,
  min: 1,
  max: 100,
});
const fields = [number("a"), number("b"), number("c")];
const [a, b, c] = fields as [PolicyField, PolicyField, PolicyField];

it("keeps what was typed, takes what was not touched, shows both where both changed", () => {
  let form = openForm(fields, { a: 1, b: 1, c: 1 }, 1);
  form = type(form, "a", { kind: "number", text: "5" });
  form = type(form, "b", { kind: "number", text: "7" });
  form = rebase(form, fields, { a: 9, b: 1, c: 3 }, 2);
  expect(form.rev).toBe(2);
  expect(form.typed).toMatchObject({ a: { text: "5" }, b: { text: "7" }, c: { text: "3" } });
  expect(form.theirs).toEqual({ a: 9 });
  expect([changed(form, a), changed(form, b), changed(form, c)]).toEqual([true, true, false]);
});

it("has no clash where both typed the same", () => {
  const form = type(openForm(fields, { a: 1, b: 1, c: 1 }, 1), "a", { kind: "number", text: "9" });
  expect(rebase(form, fields, { a: 9, b: 1, c: 1 }, 2).theirs).toEqual({});
});

it("keeps a wrongly typed text, and a clash through a second save of others", () => {
  let form = type(openForm(fields, { a: 1, b: 1, c: 1 }, 1), "a", { kind: "number", text: "many" });
  form = rebase(form, fields, { a: 2, b: 1, c: 1 }, 2);
  form = rebase(form, fields, { a: 2, b: 4, c: 1 }, 3);
  expect(form.typed.a).toEqual({ kind: "number", text: "many" });
  expect(form.theirs).toEqual({ a: 2 });
  form = takeTheirs(form, a);
  expect(form.typed.a).toEqual({ kind: "number", text: "2" });
  expect(form.theirs).toEqual({});
  expect(changed(form, a)).toBe(false);
});
