/**
 * Child processes of the scripts, one after the other, with progress for the person who waits.
 * A signal that reaches the script is handed to the step that runs, and ends the script.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter } from "node:path";
import { root } from "./root.mjs";

const STILL_EVERY_MS = 10_000;
const TAIL = 60;

let running = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (running === null) process.exit(128 + constants.signals[signal]);
    running.interrupted = signal;
    running.child.kill(signal);
  });
}

/** The status a shell reports for a child that ended so. */
export function exitStatus(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** A path list without this checkout's own node_modules/.bin: npm must not run on a Node that it replaces. */
export function pathWithoutOwnBin(path = process.env.PATH ?? "") {
  return path
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root) || !folder.includes("node_modules"))
    .join(delimiter);
}

function seconds(since) {
  return `${Math.max(1, Math.round((performance.now() - since) / 1000))} s`;
}

/**
 * Runs a command and resolves with its status. With `quiet`, the output is kept, and its end is shown only
 * when the command fails; without it, the output goes to the terminal as it comes.
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    const job = { child, interrupted: null };
    running = job;
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        lines.push(...text.split("\n"));
        if (lines.length > 4 * TAIL) lines.splice(0, lines.length - TAIL);
      });
    }
    const end = (status) => {
      if (running === job) running = null;
      if (job.interrupted !== null) process.exit(exitStatus(null, job.interrupted));
      if (status !== 0 && quiet) process.stderr.write(`${lines.slice(-TAIL).join("\n").trim()}\n`);
      resolve(status);
    };
    child.once("error", (error) => {
      lines.push(`${command}: ${error.message}`);
      end(127);
    });
    child.once("close", (code, signal) => end(exitStatus(code, signal)));
  });
}

/** Says what begins, that it goes on (every ten seconds), and how it ended; resolves with what `work` resolves. */
export async function step(title, work) {
  const since = performance.now();
  console.log(`- ${title} …`);
  const still = setInterval(() => console.log(`  … still at it, ${seconds(since)}`), STILL_EVERY_MS);
  try {
    const status = await work();
    console.log(
      status === 0 || status === true ? `  done in ${seconds(since)}` : `  failed after ${seconds(since)}`,
    );
    return status;
  } finally {
    clearInterval(still);
  }
}

/** As `run` inside of `step`; a failure ends the script with the command's status. */
export async function mustRun(title, command, args, options = {}) {
  const status = await step(title, () => run(command, args, { quiet: true, ...options }));
  if (status !== 0) process.exit(status);
}
