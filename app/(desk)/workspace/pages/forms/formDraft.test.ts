import { describe, expect, it } from "vitest";
import { afterSaving, fieldState, readUnsaved, writeUnsaved } from "./formDraft.ts";

const title = { most: 5, required: true };
const stored = (value: string) => ({ value, name: null });

describe("a field that is not saved", () => {
  it("shows what the record has, live, while nothing is written", () => {
    expect(fieldState("", stored("old"), title)).toMatchObject({ value: "old", dirty: false, clash: false });
    expect(fieldState("", stored("new"), title)).toMatchObject({ value: "new", dirty: false, clash: false });
  });

  it("shows what is written, and no conflict while the record stands still", () => {
    const draft = writeUnsaved({ value: "mine", base: "old" });
    expect(fieldState(draft, stored("old"), title)).toMatchObject({
      value: "mine",
      dirty: true,
      clash: false,
    });
  });

  it("tells when somebody else changed it to something else, not when to the same", () => {
    const draft = writeUnsaved({ value: "mine ", base: "old" });
    expect(fieldState(draft, stored("other"), title)).toMatchObject({ dirty: true, clash: true });
    expect(fieldState(draft, stored("mine"), title)).toMatchObject({
      dirty: false,
      clash: false,
      value: "mine ",
    });
  });

  it("counts as a person does, and tells what is too long or missing", () => {
    const draft = writeUnsaved({ value: "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", base: "" });
    expect(fieldState(draft, stored(""), title)).toMatchObject({ over: 0, blank: false });
    expect(fieldState(writeUnsaved({ value: "abcdefgh", base: "" }), stored(""), title).over).toBe(3);
    expect(fieldState(writeUnsaved({ value: "  ", base: "a" }), stored("a"), title).blank).toBe(true);
  });

  it("is none when it is again what the record had, and none when it cannot be read", () => {
    expect(writeUnsaved({ value: "a", base: "a" })).toBe("");
    for (const text of ["", "x", "null", "[]", '{"value":1,"base":""}']) expect(readUnsaved(text)).toBeNull();
  });

  it("keeps what was typed while the save was on its way", () => {
    const sent = writeUnsaved({ value: "one", base: "" });
    expect(afterSaving(sent, sent, "one")).toBe("");
    const more = writeUnsaved({ value: "one two", base: "" });
    expect(readUnsaved(afterSaving(more, sent, "one"))).toEqual({ value: "one two", base: "one" });
    expect(afterSaving(writeUnsaved({ value: "one", base: "x" }), sent, "one")).toBe("");
  });
});
