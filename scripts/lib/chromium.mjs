/** The browser of the tests and of the screenshots: the system's, else Debian's package, else Playwright's. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { needNode } from "./node.mjs";
import { root } from "./root.mjs";
import { run, step } from "./steps.mjs";

const NAMES = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/** What a Chromium is started with: no sandbox (tests run as root too), and nothing that calls out. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * The path of the system's Chromium, or undefined: then Playwright's own is the one to use. It is asked for its
 * version, because some systems have a script of that name that only says where to get it.
 */
export function systemChromium() {
  return NAMES.map(onPath).find((path) => path !== undefined && spawnSync(path, ["--version"]).status === 0);
}

async function playwrightChromium() {
  const { chromium } = await import("playwright-core");
  return existsSync(chromium.executablePath());
}

async function installDebianPackage() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await run("apt-get", ["update"], { quiet: true, env });
  if (updated !== 0) return updated;
  return run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { quiet: true, env });
}

/** Makes sure that there is a Chromium; false when none could be had. */
export async function ensureChromium() {
  if (systemChromium() !== undefined || (await playwrightChromium())) return true;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await step("Installing Chromium (Debian's package)", installDebianPackage);
    if (systemChromium() !== undefined) return true;
  }
  const cli = join(root, "node_modules", "playwright", "cli.js");
  const status = await step("Installing Chromium (Playwright's)", () =>
    run(needNode(), [cli, "install", "chromium"], { quiet: true }),
  );
  return status === 0;
}
