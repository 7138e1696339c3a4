import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { root } from "./root.mjs";

/** Folders that hold no source of ours: packages, what is built, what a running Parola writes. */
const NOT_OURS = new Set([
  "node_modules",
  ".next",
  ".git",
  ".cache",
  "data",
  "test-results",
  "playwright-report",
]);

/** All files below a folder of the checkout, as paths from its top with forward slashes. */
export function files(below = "", matching: RegExp = /./): string[] {
  return readdirSync(`${root}/${below}`, { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) return matching.test(path) ? [path] : [];
      return NOT_OURS.has(path) ? [] : files(path, matching);
    })
    .sort();
}

/** The text of a file of the checkout. */
export function read(path: string): string {
  return readFileSync(`${root}/${path}`, "utf8");
}

export type Import = {
  /** The importing file, from the top of the checkout. */
  from: string;
  /** What is imported: a path from the top of the checkout, or a package's name as written. */
  to: string;
  /** The top-level folder imported from (a file at the top counts as its own folder), or null for a package. */
  folder: string | null;
  /** Whether only types are taken: the import is gone when the program runs. */
  typeOnly: boolean;
};

const ALIASES: [string, string][] = [
  ["#machines/", "machines/"],
  ["#server/", "server/"],
  ["#db/", "db/"],
  ["#ui/", "app/ui/"],
];

/** Comments can hold words that look like imports; strings that hold `//` are addresses and are kept. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function resolve(from: string, to: string): { to: string; folder: string | null } {
  const alias = ALIASES.find(([prefix]) => to.startsWith(prefix));
  const path = alias
    ? to.replace(alias[0], alias[1])
    : to.startsWith(".")
      ? posix.join(posix.dirname(from), to)
      : null;
  return path === null ? { to, folder: null } : { to: path, folder: path.split("/")[0] ?? path };
}

/** Every import, export from, and dynamic import of one source text. */
export function importsOf(from: string, source: string): Import[] {
  const text = withoutComments(source);
  const found: Import[] = [];
  const add = (to: string, typeOnly: boolean) => found.push({ from, ...resolve(from, to), typeOnly });
  for (const [, keyword, clause = "", to = ""] of text.matchAll(
    /^\s*(import|export)\b([^;"'`]*?\bfrom\s*|\s*)["']([^"']+)["']/gm,
  )) {
    if (keyword === "export" && !clause.includes("from")) continue;
    add(to, /^\s*type\b(?!\s*from)/.test(clause));
  }
  for (const [, before = "", to = ""] of text.matchAll(/(typeof\s+)?\bimport\(\s*["']([^"']+)["']/g)) {
    add(to, before !== "");
  }
  return found;
}

/** All imports of the TypeScript below a folder, or of one file. */
export function importsBelow(folder: string): Import[] {
  const paths = /\.tsx?$/.test(folder) ? [folder] : files(folder, /\.tsx?$/);
  return paths.flatMap((path) => importsOf(path, read(path)));
}
