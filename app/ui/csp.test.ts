import { expect, it } from "vitest";
import { pagePolicy } from "./csp.ts";

it("allows scripts by nonce alone, and nobody to frame the page", () => {
  const policy = pagePolicy({ nonce: "abc", host: "127.0.0.1:3000", dev: false });
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src-elem 'self' 'nonce-abc'");
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:3000 wss://127.0.0.1:3000;");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
});

it("allows frames of the listed origins alone, and no directive in one", () => {
  const frames = ["https://crm.example", "http://127.0.0.1:4000", "https://x; script-src *", "*", "https:"];
  const policy = pagePolicy({ nonce: "abc", host: null, dev: false, frames });
  expect(policy).toContain("frame-src 'self' https://crm.example http://127.0.0.1:4000;");
  expect(pagePolicy({ nonce: "abc", host: null, dev: false })).toContain("frame-src 'self';");
});

it("takes no directive from a Host header", () => {
  const policy = pagePolicy({ nonce: "abc", host: "x; script-src *", dev: false });
  expect(policy).not.toContain("script-src *");
  expect(policy).toContain("connect-src 'self';");
});
