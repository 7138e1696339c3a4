import { expect, test } from "vitest";
import { chosenOf, pressed, withChosen } from "./params.ts";

const chosen = {
  sort: { by: "customer", direction: "desc" },
  filter: { text: "ana", state: "active", channel: "sms", workstream: "sms" },
  filtering: true,
  scroll: 90,
} as const;

test("what was chosen for one table comes back as it was, beside what others keep", () => {
  const params = withChosen({ "closed.text": "b" }, "mine", chosen);
  expect(chosenOf(params, "mine")).toEqual(chosen);
  expect(chosenOf(params, "closed").filter.text).toBe("b");
  expect(chosenOf(params, "open")).toMatchObject({ sort: null, filtering: false, scroll: 0 });
});

test("what is as it is by itself takes no place", () => {
  const params = withChosen({}, "mine", chosen);
  const { filter } = chosenOf({}, "mine");
  expect(withChosen(params, "mine", { sort: null, filter, filtering: false, scroll: 0 })).toEqual({});
});

test("what makes no sense any more is as if it were not there", () => {
  const odd = {
    "open.sort": "customer asc",
    "open.state": "asleep",
    "open.channel": 7,
    "open.scroll": "far",
  };
  expect(chosenOf(odd, "open")).toEqual({
    sort: null,
    filter: { text: "", state: null, channel: null, workstream: null },
    filtering: false,
    scroll: 0,
  });
});

test("a header sorts, and the other way when it is pressed again; times begin with the newest", () => {
  const byCustomer = pressed({ by: "closed", direction: "desc" }, "customer");
  expect(byCustomer).toEqual({ by: "customer", direction: "asc" });
  expect(pressed(byCustomer, "customer")).toEqual({ by: "customer", direction: "desc" });
  expect(pressed(byCustomer, "closed")).toEqual({ by: "closed", direction: "desc" });
});
