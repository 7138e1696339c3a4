import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { root } from "./lib/root.mjs";

/**
 * The guardian with a server of five lines, started as npm starts it: a shell, the script, the server. After
 * whatever ends one of them, none may be left.
 */
const SERVER = `
  process.on("SIGTERM", () => { console.log("stopped by SIGTERM"); process.exit(0); });
  process.on("SIGINT", () => { console.log("stopped by SIGINT"); process.exit(3); });
  setInterval(() => {}, 1000);
  console.log("serving as", process.pid);
`;
const GUARDIAN = `
  import { serve } from "./lib/serve.mjs";
  console.log("guardian is", process.pid);
  serve("production");
`;

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function started(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "parola-start-"));
  cpSync(join(root, "scripts", "lib"), join(folder, "scripts", "lib"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "server"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "server", "main.ts"), SERVER);
  writeFileSync(join(folder, "scripts", "guardian.mjs"), GUARDIAN);
  // The second command keeps the shell from becoming the script: under npm there is one above it.
  const shell = spawn("/bin/sh", ["-c", `"${process.execPath}" scripts/guardian.mjs; exit $?`], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const pids: { guardian?: number; server?: number } = {};
  await new Promise<void>((resolve) => {
    shell.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const guardian = /guardian is (\d+)/.exec(output)?.[1];
      const server = /serving as (\d+)/.exec(output)?.[1];
      if (guardian === undefined || server === undefined) return;
      Object.assign(pids, { guardian: Number(guardian), server: Number(server) });
      resolve();
    });
  });
  const { guardian = 0, server = 0 } = pids;
  cleanups.push(() => {
    for (const pid of [guardian, server]) if (alive(pid)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  return { shell, guardian, server, output: () => output };
}

/** Resolves with the shell's status when all that hold its output have ended: the server too. */
async function ended(shell: ChildProcess): Promise<number | null> {
  const [status] = await once(shell, "close");
  return status;
}

test.each([
  ["SIGTERM", "stopped by SIGTERM", 0],
  ["SIGINT", "stopped by SIGINT", 3],
] as const)("hands %s on and ends with the server's status", async (signal, said, status) => {
  const { shell, guardian, output } = await started();
  process.kill(guardian, signal);
  expect(await ended(shell)).toBe(status);
  expect(output()).toContain(said);
});

test("tells that the server was killed", async () => {
  const { shell, server } = await started();
  process.kill(server, "SIGKILL");
  expect(await ended(shell)).toBe(137);
});

test("leaves no server behind when it is killed itself", async () => {
  const { shell, guardian, output } = await started();
  process.kill(guardian, "SIGKILL");
  await ended(shell);
  expect(output()).toContain("stopped by SIGTERM");
});

test("stops the server when the shell that npm put above it is gone", async () => {
  const { shell, output } = await started({ npm_lifecycle_event: "start" });
  shell.kill("SIGKILL");
  await ended(shell);
  expect(output()).toContain("stopped by SIGTERM");
});
