/**
 * The guard against an old Node. The server's TypeScript is run by Node itself, which strips types from
 * 22.18 on, and a `.ts` file cannot guard itself against a Node that cannot read it. On Linux x64 the
 * right Node comes with the packages, as node_modules/.bin/node; elsewhere it has to be the system's.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const NEEDED = [22, 18];
const packaged = join(root, "node_modules", ".bin", "node");

/** Whether a version such as `v24.21.0` strips types. */
export function stripsTypes(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function versionOf(path) {
  const { stdout, status } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** The path of a Node that can run the server, or null when there is none. */
export function capableNode() {
  if (stripsTypes(process.version)) return process.execPath;
  if (!existsSync(packaged)) return null;
  const version = versionOf(packaged);
  return version !== null && stripsTypes(version) ? packaged : null;
}

/** The path of a Node that can run the server; without one, one sentence says what to do and the process ends. */
export function needNode() {
  const path = capableNode();
  if (path !== null) return path;
  console.error(
    `Parola needs Node ${NEEDED.join(".")} or newer and this is ${process.version}: ` +
      "install Node 24 from https://nodejs.org and run the same command again.",
  );
  process.exit(1);
}

/** For scripts that themselves need the newer Node: runs the same command line under it and ends with its status. */
export function reexecuteUnderCapableNode() {
  if (stripsTypes(process.version)) return;
  const { status } = spawnSync(needNode(), process.argv.slice(1), { stdio: "inherit" });
  process.exit(status ?? 1);
}
