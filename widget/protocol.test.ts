import { expect, test } from "vitest";
import { pageAddress, received } from "./protocol.ts";

const frame = {};
const host = "https://parola.example";
const event = (over: object = {}) =>
  ({ data: { parola: { type: "ready" } }, origin: host, source: frame, ...over }) as MessageEvent;

test("a message counts only from the one window and the one origin", () => {
  expect(received(event(), frame, host)).toEqual({ type: "ready" });
  expect(received(event({ origin: "https://parola.example.evil" }), frame, host)).toBeNull();
  expect(received(event({ origin: "null" }), frame, host)).toBeNull();
  expect(received(event({ source: {} }), frame, host)).toBeNull();
  expect(received(event({ source: null }), null, host)).toBeNull();
  expect(received(event({ source: undefined }), undefined, host)).toBeNull();
});

test.each([null, undefined, "parola", { other: {} }, { parola: "ready" }, { parola: null }])(
  "%j is nothing",
  (data) => {
    expect(received(event({ data }), frame, host)).toBeNull();
  },
);

test("the page's address is one of the web, and at most 2,000 characters", () => {
  expect(pageAddress("https://shop.example/a?b")).toBe("https://shop.example/a?b");
  expect(pageAddress("file:///home")).toBeNull();
  expect(pageAddress("about:srcdoc")).toBeNull();
  expect(pageAddress(`https://shop.example/${"x".repeat(5000)}`)).toHaveLength(2000);
});
