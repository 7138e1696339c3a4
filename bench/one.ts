/**
 * One bench in a process of its own, so that none measures the garbage of another: told which, how and where
 * by its arguments, it hands its figures to its parent.
 */
import { benchOf } from "./all.ts";

// Whoever started us is gone: nobody wants these figures any more.
process.once("disconnect", () => process.exit(1));

const [id = "", size = "", folder = ""] = process.argv.slice(2);
const bench = await benchOf(id);
const since = performance.now();
const figures = await bench.run({
  quick: size === "quick",
  folder,
  log: (line) => console.log(`  ${line}`),
});
const seconds = (performance.now() - since) / 1000;
await new Promise((sent) => process.send?.({ id, title: bench.title, figures, seconds }, sent));
process.exit(0);
