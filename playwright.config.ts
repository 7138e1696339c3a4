import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, systemChromium } from "./scripts/lib/chromium.mjs";

const executablePath = systemChromium();

const COVERED = "**/covered.e2e.ts";

/** Browser tests. Each test starts a Parola of its own, with a database of its own (e2e/fixtures). */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // A flaky test is a bug of the product or of the test: nothing is retried.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  projects: [
    { name: "stories", testMatch: "**/*.e2e.ts", testIgnore: COVERED },
    // When all are told: was every edge that a person causes taken?
    { name: "edges", testMatch: COVERED, dependencies: ["stories"] },
  ],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) },
    // Recording each test to throw it away triples the time; ask for one with --trace on.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
