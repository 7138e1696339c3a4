/**
 * `npm test`: installs what is missing, then types, lint, unit and integration tests, the build, the fault tests
 * (in their small size; `npm run soak` has the full one), and the tests in a browser. A failing stage does not
 * stop the next ones, so one run tells all that is wrong. The last line is `N passed, N failed`, with `, N
 * skipped` when something was, and the exit status tells the same. Types and lint count as one test each; the
 * build counts when it fails.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { buildStale } from "./lib/build.mjs";
import { ensureChromium } from "./lib/chromium.mjs";
import { countPlaywright, countVitest, tally } from "./lib/counts.mjs";
import { installPackages } from "./lib/install.mjs";
import { needNode } from "./lib/node.mjs";
import { root } from "./lib/root.mjs";
import { run } from "./lib/steps.mjs";

const bin = join(root, "node_modules", ".bin");
const reports = join(root, ".cache");

/** Runs a package's program under the Node that the server has. */
function tool(path, args, env = {}) {
  return run(needNode(), [join(root, "node_modules", path), ...args], {
    env: { PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
  });
}

/** The report a test runner wrote, or null when it fell over before that. */
function report(name) {
  const path = join(reports, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** Runs Vitest with one of its configurations and counts what its report says. */
async function vitest(config, name) {
  const status = await tool("vitest/vitest.mjs", [
    "run",
    "--config",
    config,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${join(reports, name)}`,
  ]);
  return countVitest(report(name), status);
}

const one = (status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

const stages = [
  [
    "Types",
    async () => {
      // Next's own declarations (next-env.d.ts, the routes) are made, not kept.
      const made = await tool("next/dist/bin/next", ["typegen"]);
      return one(made || (await tool("typescript/bin/tsc", ["--noEmit"])));
    },
  ],
  ["Lint", async () => one(await tool("@biomejs/biome/bin/biome", ["check", "--diagnostic-level=error"]))],
  ["Unit and integration tests", () => vitest("vitest.config.ts", "vitest.json")],
  [
    "Build",
    async () => {
      const status = await buildStale();
      return status === 0 ? { passed: 0, failed: 0, skipped: 0 } : one(status);
    },
  ],
  ["Fault tests", () => vitest("vitest.faults.config.ts", "faults.json")],
  [
    "Browser tests",
    async () => {
      const status = await tool("playwright/cli.js", ["test", "--reporter=list,json"], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, "playwright.json"),
      });
      return countPlaywright(report("playwright.json"), status);
    },
  ],
];

await installPackages();
const browser = await ensureChromium();
if (!browser) console.error("There is no Chromium and none could be installed: the browser tests will fail.");
for (const name of ["vitest.json", "faults.json", "playwright.json"])
  rmSync(join(reports, name), { force: true });
mkdirSync(reports, { recursive: true });

const results = [];
for (const [title, work] of stages) {
  const since = performance.now();
  console.log(`\n== ${title} ==`);
  const counts = await work();
  results.push(counts);
  const seconds = Math.round((performance.now() - since) / 1000);
  console.log(`== ${title}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s ==`);
}
const total = tally(results);
console.log(`\n${total.line}`);
process.exitCode = total.failed === 0 ? 0 : 1;
