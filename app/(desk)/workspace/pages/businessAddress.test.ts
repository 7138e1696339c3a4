import { expect, it } from "vitest";
import { addressWith, sandboxOf } from "./businessAddress.ts";

const none = { conversation: null, contact: null, account: null, case: null };

it("gives ids along, and leaves what the admin wrote", () => {
  const address = addressWith("https://crm.example/view?tab=2#top", { ...none, contact: "a b&c", case: "k" });
  const url = new URL(address);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    tab: "2",
    parola_contact: "a b&c",
    parola_case: "k",
  });
  expect(url.hash).toBe("#top");
});

it("never lets a page of our own origin out of its sandbox", () => {
  const ours = "https://desk.example";
  expect(sandboxOf("https://crm.example/x", ours)).toContain("allow-same-origin");
  for (const address of ["https://desk.example/x", "https://desk.example:443/"]) {
    expect(sandboxOf(address, ours)).not.toContain("allow-same-origin");
  }
  expect(sandboxOf("https://crm.example/x", ours)).not.toContain("allow-top-navigation");
});
