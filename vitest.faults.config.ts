import { defineConfig } from "vitest/config";

/**
 * Fault tests: the real program in production mode under everything that happens to software. One file after
 * the other, since each measures what a whole machine does; with PAROLA_SOAK=1 in full size.
 */
export default defineConfig({
  test: {
    include: ["e2e/faults/**/*.test.ts"],
    environment: "node",
    retry: 0,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    env: { NODE_ENV: "test" },
  },
});
