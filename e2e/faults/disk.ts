import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ParolaOptions } from "../fixtures/server.ts";

/** A place for a server's data in which there is no room any more, when a test says so. */
export type Disk = {
  /** What it is, for the test's name. */
  readonly kind: string;
  open(): OpenDisk;
};

export type OpenDisk = {
  readonly server: ParolaOptions;
  fill(tell: (message: Record<string, unknown>) => void): void;
  /** There is room again. */
  free(tell: (message: Record<string, unknown>) => void): void;
  remove(): void;
};

const SIZE = "40m";
const PIECE = Buffer.alloc(64 * 1024);

function mount(folder: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", folder]).status === 0;
}

/** A small file system of memory: the kernel says ENOSPC. */
const small: Disk = {
  kind: "a small file system without room",
  open() {
    const folder = mkdtempSync(join(tmpdir(), "parola-disk-"));
    if (!mount(folder)) throw new Error(`Nothing could be mounted at ${folder}.`);
    const ballast = join(folder, "ballast");
    return {
      server: { folder },
      fill() {
        const file = openSync(ballast, "w");
        try {
          for (;;) writeSync(file, PIECE);
        } catch {
          // The last bytes too, so that not even a small row finds a place.
          try {
            for (;;) writeSync(file, PIECE, 0, 1);
          } catch {
            closeSync(file);
          }
        }
      },
      free: () => rmSync(ballast),
      remove() {
        execFileSync("umount", ["-l", folder]);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

/** A database that may not grow: SQLite says SQLITE_FULL, on every machine and to everybody. */
const limited: Disk = {
  kind: "a database that may not grow",
  open: () => ({
    server: { imports: [pathToFileURL(join(import.meta.dirname, "pages.mjs")).href] },
    fill: (tell) => tell({ full: true }),
    free: (tell) => tell({ full: false }),
    remove() {},
  }),
};

function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "parola-disk-"));
  const may = mount(folder);
  if (may) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
  return may;
}

/** Who may not mount anything tries the other one alone. */
export const disks: readonly Disk[] = mayMount() ? [limited, small] : [limited];
