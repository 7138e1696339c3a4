import { expect, test } from "vitest";
import { isAddress } from "./address.ts";

test("a page has an https address, or one of this machine, without credentials", () => {
  for (const good of [
    "https://orders.example.org/x?y=z",
    "http://localhost:4000/",
    "http://127.0.0.1/",
    "http://[::1]/",
  ])
    expect(isAddress(good), good).toBe(true);
  for (const bad of [
    "",
    "orders.example.org",
    "http://example.org",
    "https://a:b@example.org",
    "javascript:alert(1)",
    "https://exa mple.org",
  ])
    expect(isAddress(bad), bad).toBe(false);
});
