/** Packages: installed when what lies in node_modules is not what the lockfile asks for. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { mustRun, pathWithoutOwnBin } from "./steps.mjs";

function packagesIn(path) {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether node_modules holds exactly the versions of the lockfile. npm notes what it installed in a lockfile of
 * its own, written last, so an interrupted install counts as missing. Optional packages may be missing: they
 * belong to other platforms.
 */
export function packagesAreInstalled(folder = root) {
  const wanted = packagesIn(join(folder, "package-lock.json"));
  const held = packagesIn(join(folder, "node_modules", ".package-lock.json"));
  if (wanted === null || held === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || held[path]?.version === entry.version) return true;
    return held[path] === undefined && (entry.optional === true || entry.devOptional === true);
  });
}

/** Installs what is missing. Development packages too, also when NODE_ENV says production: they build. */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  await mustRun(
    "Installing packages (the first time only)",
    "npm",
    ["ci", "--include=dev", "--no-audit", "--no-fund"],
    {
      env: { PATH: pathWithoutOwnBin(), NODE_ENV: "development" },
    },
  );
}
