import { expect, it } from "vitest";
import { answerOf, secondsOf } from "./authCalls.ts";

it("reads Retry-After in seconds and as a date", () => {
  expect(secondsOf("42", 0)).toBe(42);
  expect(secondsOf("0", 0)).toBe(1);
  expect(secondsOf("12.2", 0)).toBe(13);
  expect(secondsOf("Thu, 01 Jan 1970 00:02:00 GMT", 60_000)).toBe(60);
  expect(secondsOf(null, 0)).toBe(60);
  expect(secondsOf("soon", 0)).toBe(60);
});

it("tells a wrong pair from too many tries and from a broken server", () => {
  expect(answerOf(200, null, 0)).toEqual({ outcome: "in" });
  expect(answerOf(401, null, 0)).toEqual({ outcome: "wrong" });
  expect(answerOf(400, null, 0)).toEqual({ outcome: "wrong" });
  expect(answerOf(422, null, 0)).toEqual({ outcome: "wrong" });
  expect(answerOf(429, "30", 0)).toEqual({ outcome: "wait", wait: 30 });
  expect(answerOf(500, null, 0)).toEqual({ outcome: "failed" });
  expect(answerOf(403, null, 0)).toEqual({ outcome: "failed" });
});
