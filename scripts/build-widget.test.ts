import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundle } from "./build-widget.mjs";

test("the loader fits in 2 KB and the chat in 15 KB, gzipped", async () => {
  const files: Record<string, string> = await bundle();
  const size = (name: string): number => gzipSync(files[name] ?? "", { level: 9 }).length;
  expect(size("widget.js")).toBeLessThanOrEqual(2048);
  expect(size("chat/app.js")).toBeLessThanOrEqual(15_360);
  expect(files["widget.js"]).not.toMatch(/innerHTML|eval\(|\.style\b/);
  expect(files["chat/app.js"]).not.toMatch(/eval\(|new Function/);
});
