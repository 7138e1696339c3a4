/**
 * `npm run bench`: every figure, or those of the named benches, as one table.
 *
 *     npm run bench                          all of them, which takes about half an hour
 *     npm run bench -- gaps writer           these
 *     npm run bench -- --quick               small sizes, to see that everything runs; its figures mean nothing
 *     npm run bench -- --write               puts the table into docs/performance.md too
 *
 * The exit status is 1 when a goal is missed (not with --quick) or a bench fails.
 */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchOf, ids } from "./all.ts";
import { held } from "./figure.ts";
import { type Place, placeLine, type Result, table, written } from "./table.ts";

const page = fileURLToPath(new URL("../docs/performance.md", import.meta.url));
const options = process.argv.slice(2);
const quick = options.includes("--quick");
const write = options.includes("--write");
const unknown = options.filter((one) => one.startsWith("--") && !["--quick", "--write"].includes(one));
const named = options.filter((one) => !one.startsWith("--"));
const chosen = named.length === 0 ? ids : named;

function git(...args: string[]): string {
  try {
    return execFileSync("git", args, {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      encoding: "utf8",
    }).trim();
  } catch {
    return "";
  }
}

function place(): Place {
  const dirty = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : " and changes";
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${dirty}`,
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? "unknown"}, ${memory} GB, ${platform()} ${arch()}`,
    node: process.version,
  };
}

/** Where benches write, on the disk of this machine; gone with us, whatever becomes of them. */
const scratch = mkdtempSync(join(tmpdir(), "parola-bench-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));

let running: ChildProcess | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    running?.kill(signal);
    process.exit(130);
  });
}

/** Runs one bench in a process and a folder of its own. @returns null when it fell over. */
function run(id: string): Promise<Result | null> {
  const folder = join(scratch, id);
  mkdirSync(folder, { recursive: true });
  return new Promise((resolve) => {
    const one = fileURLToPath(new URL("./one.ts", import.meta.url));
    const child = fork(one, [id, quick ? "quick" : "full", folder], { execArgv: ["--expose-gc"] });
    running = child;
    let result: Result | null = null;
    child.on("message", (message) => {
      // Our own child, running our own code.
      result = message as Result;
    });
    child.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      resolve(result);
    });
  });
}

async function main(): Promise<number> {
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(", ")}. There are --quick and --write, and: ${ids.join(", ")}.`);
    return 2;
  }
  const titles = new Map<string, string>();
  for (const id of new Set([...chosen, ...ids])) titles.set(id, (await benchOf(id)).title);
  const results: Result[] = [];
  const failed: string[] = [];
  for (const id of chosen) {
    console.log(`\n== ${titles.get(id)} (${id}) ==`);
    const result = await run(id);
    if (result) results.push(result);
    else failed.push(id);
    console.log(result ? `== ${Math.round(result.seconds)} s ==` : `== ${id} FAILED ==`);
  }
  const here = place();
  console.log(`\nCommit ${here.commit}, ${here.date}. ${placeLine(here)}\n\n${table(results, here)}\n`);
  if (quick) console.log("Quick: sizes are small, and the figures mean nothing but that everything runs.");
  const missed = results.flatMap(({ figures }) => figures).filter((figure) => held(figure) === false);
  for (const figure of missed) console.log(`Missed: ${figure.name}`);
  for (const id of failed) console.log(`Failed: ${id}`);
  if (write && quick) console.log("Figures of --quick are not written.");
  else if (write) {
    const order = ids.flatMap((id) => titles.get(id) ?? []);
    writeFileSync(page, written(readFileSync(page, "utf8"), results, here, order));
    console.log("Written into docs/performance.md.");
  }
  return failed.length > 0 || (missed.length > 0 && !quick) ? 1 : 0;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
