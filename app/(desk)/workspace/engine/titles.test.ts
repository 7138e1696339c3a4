import { describe, expect, it } from "vitest";
import type { EntityKind } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { itemOf } from "./testing.ts";
import { titlesOf } from "./titles.ts";

const words = {
  visitor: (number: number) => `Visitor ${number}`,
  channel: (item: WorkItem) => (item.channel === "sms" ? "SMS" : item.chart),
  time: (at: number) => `10:${at}`,
  date: (at: number) => `day ${Math.floor(at / 100)}`,
  record: (kind: EntityKind) => kind,
};
const kenny = { kind: "contact", id: "k", name: "Kenny Smith" } as const;
const titles = (items: WorkItem[]) => [...titlesOf(items, words).values()];

describe("titles", () => {
  it("are the customer's name or Visitor N, alone while nothing else is called so", () => {
    expect(
      titles([
        itemOf("1", { customer: kenny }),
        itemOf("2", { customer: { kind: "visitor", id: "v", number: 7 } }),
      ]),
    ).toEqual(["Kenny Smith", "Visitor 7"]);
  });

  it("get the shortest suffix that tells equal ones apart, all of one kind", () => {
    expect(
      titles([itemOf("1", { customer: kenny, channel: "sms" }), itemOf("2", { customer: kenny })]).sort(),
    ).toEqual(["Kenny Smith (SMS)", "Kenny Smith (liveChat)"]);
    expect(
      titles([
        itemOf("1", { customer: kenny, createdAt: 41 }),
        itemOf("2", { customer: kenny, createdAt: 42 }),
      ]),
    ).toEqual(["Kenny Smith (10:41)", "Kenny Smith (10:42)"]);
  });

  it("end in a number when nothing else tells them apart", () => {
    expect(titles([itemOf("1", { customer: kenny }), itemOf("2", { customer: kenny })])).toEqual([
      "Kenny Smith (10:5, 1)",
      "Kenny Smith (10:5, 2)",
    ]);
  });

  it("tell a record by its kind from a conversation with a customer of that name", () => {
    const record = { id: "k", kind: "contact", name: "Kenny Smith" } as const;
    expect([...titlesOf([itemOf("1", { customer: kenny }), record], words).values()]).toEqual([
      "Kenny Smith (liveChat)",
      "Kenny Smith (contact)",
    ]);
    const two = [
      itemOf("1", { customer: kenny, createdAt: 41 }),
      itemOf("2", { customer: kenny, createdAt: 42 }),
    ];
    expect([...titlesOf([...two, record], words).values()]).toEqual([
      "Kenny Smith (10:41)",
      "Kenny Smith (10:42)",
      "Kenny Smith (contact)",
    ]);
    const cases = ["a", "b"].map((id) => ({ id, kind: "case" as const, name: "Kettle" }));
    expect([...titlesOf(cases, words).values()]).toEqual(["Kettle (case, 1)", "Kettle (case, 2)"]);
  });
});
