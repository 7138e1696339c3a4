import { expect, it } from "vitest";
import { faultOf } from "./fault.ts";

it("reads code, key and refusal of a typed error", () => {
  const refused = { machine: "liveChat", state: "queued", event: "conversation.end", guard: "byOwner" };
  expect(
    faultOf({ name: "TRPCClientError", data: { code: "FORBIDDEN", message: "notOwner", refused } }),
  ).toEqual({
    code: "FORBIDDEN",
    message: "notOwner",
    refused,
    offline: false,
  });
});

it("has a key of its own for a code that brings none", () => {
  expect(faultOf({ data: { code: "CONFLICT" } }).message).toBe("conflict");
});

it("tells a missing answer from a broken program", () => {
  const unanswered = Object.assign(new Error("fetch failed"), { name: "TRPCClientError" });
  expect(faultOf(unanswered)).toMatchObject({ code: "UNAVAILABLE", message: "noConnection", offline: true });
  expect(faultOf(new TypeError("x is undefined"))).toMatchObject({ message: "unexpected", offline: false });
  expect(faultOf(undefined)).toMatchObject({ message: "unexpected" });
  expect(faultOf({ data: { code: "INTERNAL_SERVER_ERROR" } })).toMatchObject({ message: "unexpected" });
});

it("drops a refusal that is not one", () => {
  expect(faultOf({ data: { code: "CONFLICT", refused: { machine: 1 } } }).refused).toBeNull();
});
