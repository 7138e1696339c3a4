import { describe, expect, it } from "vitest";
import { due, failed, type Outgoing, outboxStorage, retried, without } from "./outbox.ts";
import { FakeArea } from "./testing.ts";

const entry = (id: string, conversation: string, more: Partial<Outgoing> = {}): Outgoing => ({
  id,
  conversation,
  session: `conversation:${conversation}`,
  text: id,
  draftRev: null,
  at: 1,
  state: "pending",
  reason: null,
  ...more,
});

describe("the outbox", () => {
  it("lets the first of each conversation go, and nothing newer before it is confirmed", () => {
    const box = [entry("a1", "a"), entry("b1", "b"), entry("a2", "a")];
    expect(due(box, new Set()).map((e) => e.id)).toEqual(["a1", "b1"]);
    expect(due(box, new Set(["a1"])).map((e) => e.id)).toEqual(["b1"]);
    expect(due(without(box, new Set(["a1"])), new Set(["b1"])).map((e) => e.id)).toEqual(["a2"]);
  });

  it("does not let a refused one hold up the others, and tries it again under a new id, last", () => {
    const box = failed([entry("a1", "a"), entry("a2", "a")], "a1", "tooLong");
    expect(due(box, new Set()).map((e) => e.id)).toEqual(["a2"]);
    const again = retried(box, "a1", { id: "a3", at: 9 });
    expect(again.map((e) => [e.id, e.text, e.state])).toEqual([
      ["a2", "a2", "pending"],
      ["a3", "a1", "pending"],
    ]);
  });

  it("is kept in the browser, one key each, in the order of sending", () => {
    const area = new FakeArea();
    const storage = outboxStorage(area, "ana");
    storage.put(entry("2", "a", { at: 2 }));
    storage.put(entry("1", "a", { at: 1 }));
    area.setItem("parola.outbox.ana.bad", "{");
    area.setItem("parola.outbox.brais.3", JSON.stringify(entry("3", "a")));
    expect(
      outboxStorage(area, "ana")
        .load()
        .map((e) => e.id),
    ).toEqual(["1", "2"]);
    storage.drop("1");
    expect(storage.load().map((e) => e.id)).toEqual(["2"]);
  });
});
