import { defineConfig } from "vitest/config";

/** Unit and integration tests: everything beside the browser. Those in Chromium are in e2e/. */
export default defineConfig({
  test: {
    include: ["{machines,db,server,widget,app,scripts,bench}/**/*.test.{ts,tsx}", "e2e/fuzz/**/*.test.ts"],
    environment: "node",
    // A test that passes only at the second try has found something: nothing is retried.
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { NODE_ENV: "test" },
  },
});
