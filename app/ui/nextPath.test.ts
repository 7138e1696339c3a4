import { describe, expect, it } from "vitest";
import { homeOf, safeNext, signInFor } from "./nextPath.ts";

describe("safeNext", () => {
  it.each(["/workspace", "/settings/workstreams/web-live", "/workspace?session=a#b", "/a%2F%2Fb"])(
    "goes on to %s",
    (path) => {
      expect(safeNext(path)).toBe(path);
    },
  );

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/a\\b",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "workspace",
    "",
    "/.//evil.example",
    "/x/..//evil.example",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/api/auth/sign-out",
    "/setup",
    `/${"a".repeat(3000)}`,
    null,
    undefined,
    ["/workspace"],
  ])("does not go on to %j", (path) => {
    expect(safeNext(path)).toBeNull();
  });
});

it("leads back to where somebody was", () => {
  expect(signInFor("/workspace?session=x&y=1")).toBe("/sign-in?next=%2Fworkspace%3Fsession%3Dx%26y%3D1");
  expect(signInFor("/")).toBe("/sign-in");
  expect(signInFor("//evil.example")).toBe("/sign-in");
});

it("starts each role where its work is", () => {
  expect(homeOf("agent")).toBe("/workspace");
  expect(homeOf("supervisor")).toBe("/workspace");
  expect(homeOf("admin")).toBe("/settings/workstreams");
  expect(homeOf("designer")).toBe("/settings/me");
});
