/**
 * `npm run bench`: installs what is missing, builds what is stale, then measures (bench/main.ts says how it
 * is told which figures).
 */
import { buildStale } from "./lib/build.mjs";
import { ensureChromium } from "./lib/chromium.mjs";
import { installPackages } from "./lib/install.mjs";
import { needNode } from "./lib/node.mjs";
import { run } from "./lib/steps.mjs";

const args = process.argv.slice(2);
const named = args.filter((one) => !one.startsWith("--"));

await installPackages();
const built = await buildStale();
if (built !== 0) process.exit(built);
if (named.length === 0 || named.includes("browser")) await ensureChromium();
process.exitCode = await run(needNode(), ["bench/main.ts", ...args]);
