/** What is built, the widget and the pages: each only when its inputs changed since it was last built. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { needNode } from "./node.mjs";
import { root } from "./root.mjs";
import { run, step } from "./steps.mjs";

const common = ["package.json", "package-lock.json", "tsconfig.json"];

/**
 * Of the server the pages take types and the registry alone (scripts/arrows.test.ts holds it), so a change
 * elsewhere in the server needs no build.
 */
const targets = [
  {
    title: "Building the widget",
    args: ["scripts/build-widget.mjs"],
    inputs: ["widget", "scripts/build-widget.mjs", "machines", "messages", ...common],
    outputs: ["public/widget.js", "public/chat/app.js", "public/chat/app.css"],
    stamp: ".cache/widget.inputs",
  },
  {
    title: "Building the pages",
    args: ["node_modules/next/dist/bin/next", "build"],
    inputs: ["app", "machines", "messages", "server/registry.ts", "proxy.ts", "next.config.mjs", ...common],
    outputs: [".next/BUILD_ID"],
    stamp: ".next/inputs",
  },
];

function* filesBelow(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return;
  if (statSync(absolute).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(absolute, { withFileTypes: true })) {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(below);
    else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) yield below;
  }
}

/** One hash over the names and the contents of all input files: times of change differ from clone to clone. */
export function hashOf(inputs) {
  const hash = createHash("sha256");
  for (const path of inputs.flatMap((input) => [...filesBelow(input)]).sort()) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function isFresh({ outputs, stamp }, hash) {
  const path = join(root, stamp);
  return (
    outputs.every((output) => existsSync(join(root, output))) &&
    existsSync(path) &&
    readFileSync(path, "utf8") === hash
  );
}

/** Builds one target unless it is fresh. The stamp goes first and comes back last: a build cut short is stale. */
async function build(target) {
  const hash = hashOf(target.inputs);
  if (isFresh(target, hash)) return 0;
  const stamp = join(root, target.stamp);
  rmSync(stamp, { force: true });
  const env = {
    NODE_ENV: "production",
    PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
  };
  const status = await step(target.title, () => run(needNode(), target.args, { quiet: true, env }));
  if (status !== 0) return status;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return 0;
}

/**
 * Builds what is stale and resolves with the status of the first build that failed, or 0. For development the
 * widget alone is built: Next then compiles the pages when they are asked for.
 */
export async function buildStale({ pages = true } = {}) {
  for (const target of pages ? targets : targets.slice(0, 1)) {
    const status = await build(target);
    if (status !== 0) return status;
  }
  return 0;
}
