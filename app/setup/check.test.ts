import { expect, it } from "vitest";
import { wrongOf } from "./check.ts";

it("names what is missing, and nothing else", () => {
  expect(wrongOf({ name: "Ana", email: "ana@parola.example", password: "0123456789" })).toEqual({});
  expect(wrongOf({ name: " ", email: "ana@parola", password: "012345678" })).toEqual({
    name: true,
    email: true,
    password: true,
  });
  expect(wrongOf({ name: "Ana", email: "a b@c.d", password: "0123456789" })).toEqual({ email: true });
});
