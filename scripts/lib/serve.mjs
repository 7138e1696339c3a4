/**
 * Starts the server and stays its guardian: signals are handed on, its status becomes ours, and it never
 * outlives us. npm hands no signal on (SIGTERM to `npm start` ends npm and its shell alone), so under npm the
 * guardian also watches whether npm is still there.
 */
import { spawn } from "node:child_process";
import { readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { needNode } from "./node.mjs";
import { root } from "./root.mjs";
import { exitStatus } from "./steps.mjs";

const GRACE_MS = 15_000;
const NPM_LOOK_MS = 500;
const SETTLE_MS = 150;
const SERVER_FOLDERS = ["server", "db", "machines"];

const leash = pathToFileURL(join(root, "scripts", "lib", "leash.mjs")).href;

/** The parent's parent, where /proc tells it; npm puts a shell between itself and its scripts. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

function isShell(pid) {
  try {
    return /^(ba|da|z)?sh$/.test(readFileSync(`/proc/${pid}/comm`, "utf8").trim());
  } catch {
    return false;
  }
}

/** Calls back once when the npm that runs this script has gone. Outside of npm nothing is watched. */
function onNpmGone(callback) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const above = isShell(parent) ? parentOf(parent) : null;
  const look = setInterval(() => {
    if (process.ppid === parent && (above === null || parentOf(parent) === above)) return;
    clearInterval(look);
    callback();
  }, NPM_LOOK_MS);
  look.unref();
}

function startServer(mode) {
  // A process group of its own: Ctrl+C reaches the server once, handed on by us, and not twice.
  return spawn(needNode(), ["--import", leash, "server/main.ts"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });
}

/** Serves until the server ends or somebody ends us. `mode` is what the server gets as NODE_ENV. */
export function serve(mode) {
  let server = null;
  let stopping = false;
  let restarting = false;

  const launch = () => {
    server = startServer(mode);
    server.once("error", (error) => {
      console.error(`The server could not be started: ${error.message}`);
      process.exit(1);
    });
    server.once("exit", (code, signal) => {
      if (!restarting) process.exit(exitStatus(code, signal));
      restarting = false;
      launch();
    });
  };

  const stop = (signal) => {
    server.kill(signal);
    if (stopping) return;
    stopping = true;
    restarting = false;
    setTimeout(() => {
      console.error(`The server did not stop within ${GRACE_MS / 1000} s and was killed.`);
      server.kill("SIGKILL");
    }, GRACE_MS).unref();
  };

  process.removeAllListeners("SIGINT").removeAllListeners("SIGTERM").removeAllListeners("SIGHUP");
  process.on("SIGINT", () => stop("SIGINT"));
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGHUP", () => stop("SIGTERM"));
  onNpmGone(() => stop("SIGTERM"));
  launch();

  if (mode !== "development") return;
  onChange(SERVER_FOLDERS, () => {
    if (stopping || restarting) return;
    console.log("- The server's sources changed: starting it again …");
    restarting = true;
    server.kill("SIGTERM");
  });
}

/** Calls back when TypeScript below one of the folders has changed and then been quiet for a moment. */
export function onChange(folders, callback) {
  let settling = null;
  for (const folder of folders) {
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (name === null || !/\.(ts|tsx|css|sql)$/.test(name) || name.includes(".test.")) return;
      clearTimeout(settling);
      settling = setTimeout(callback, SETTLE_MS);
    });
  }
}
