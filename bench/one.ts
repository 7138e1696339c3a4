/**
 * One bench in a process of its own, so that none measures the garbage of another: told which by its
 * arguments, it hands its figures to its parent.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchOf } from "./all.ts";

// Whoever started us is gone: nobody wants these figures any more.
process.once("disconnect", () => process.exit(1));

const [id = "", quick = ""] = process.argv.slice(2);
const bench = await benchOf(id);
const folder = await mkdtemp(join(tmpdir(), `parola-bench-${id}-`));
const since = performance.now();
try {
  const figures = await bench.run({
    quick: quick === "quick",
    folder,
    log: (line) => console.log(`  ${line}`),
  });
  const seconds = (performance.now() - since) / 1000;
  await new Promise((sent) => process.send?.({ id, title: bench.title, figures, seconds }, sent));
  process.exit(0);
} finally {
  await rm(folder, { recursive: true, force: true });
}
