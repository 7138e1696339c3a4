/**
 * `npm run soak`: installs what is missing, builds what is stale, then runs every suite that has a full size in
 * it. Lasts about an hour and a half. All of them write docs/soak.md; some of them only say how they went.
 *
 *     npm run soak                    all suites
 *     npm run soak -- death clock     the files whose path has one of these words in it
 *
 * A suite joins by a line of `suites`, and reads its size from PAROLA_SOAK=1 (e2e/faults/size.ts,
 * machines/testing/runs.ts). What it has measured it appends to the file PAROLA_FIGURES, one JSON object a
 * line: what, value, unit. Seeds stand in the tests' names. The exit status is 1 when a test failed.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
import { join, relative } from "node:path";
import { buildStale } from "./lib/build.mjs";
import { countVitest, tally } from "./lib/counts.mjs";
import { installPackages } from "./lib/install.mjs";
import { needNode } from "./lib/node.mjs";
import { root } from "./lib/root.mjs";
import { run } from "./lib/steps.mjs";

/** What is run, and by which configuration. */
const suites = [
  {
    title: "Faults of lines, server, disk and clock",
    config: "vitest.faults.config.ts",
    files: ["e2e/faults/"],
  },
  { title: "Random histories", config: "vitest.config.ts", files: ["server/execute/replay.test.ts"] },
  {
    title: "Random walks of the charts",
    config: "vitest.config.ts",
    files: ["machines/testing/properties.test.ts"],
  },
  { title: "Races", config: "vitest.config.ts", files: ["server/execute/races.test.ts"] },
  { title: "Windows, server and lines at random", config: "vitest.config.ts", files: ["e2e/fuzz/"] },
];

const page = join(root, "docs", "soak.md");
const cache = join(root, ".cache");
const words = process.argv.slice(2);

function git(...args) {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

function place() {
  const processors = cpus();
  const changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/soak.md") !== "";
  const node = execFileSync(needNode(), ["--version"], { encoding: "utf8" }).trim();
  return [
    `Commit ${git("rev-parse", "--short", "HEAD") || "unknown"}${changed ? ", with changes" : ""}.`,
    `Begun on ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC.`,
    `Machine: ${processors.length} × ${processors[0]?.model.trim() ?? "unknown"},`,
    `${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}. Node ${node.slice(1)}.`,
  ].join(" ");
}

/** One line for each file of a report: how many of its tests passed, and how long it took. */
function filesOf(report) {
  return report.testResults.map((file) => ({
    path: relative(root, file.name),
    seconds: Math.round((file.endTime - file.startTime) / 1000),
    tests: file.assertionResults.map(({ fullName, status }) => ({ name: fullName, status })),
    failed: file.status !== "passed",
  }));
}

async function soak({ title, config, files }, index) {
  const output = join(cache, `soak-${index}.json`);
  const figures = join(cache, `soak-${index}.figures`);
  for (const old of [output, figures]) rmSync(old, { force: true });
  console.log(`\n== ${title} ==`);
  const since = performance.now();
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const status = await run(
    needNode(),
    [
      vitest,
      "run",
      "--config",
      config,
      "--reporter=verbose",
      "--reporter=json",
      `--outputFile.json=${output}`,
      // Without a word, all; with words, what has one of them in its path. None of them is no failure.
      ...(words.length === 0 ? files : words),
      "--passWithNoTests",
      // In full size a test takes as long as it takes.
      "--testTimeout=3600000",
    ],
    { env: { PAROLA_SOAK: "1", PAROLA_FIGURES: figures } },
  );
  const report = existsSync(output) ? JSON.parse(readFileSync(output, "utf8")) : null;
  const lines = existsSync(figures) ? readFileSync(figures, "utf8").trim().split("\n") : [];
  return {
    title,
    seconds: Math.round((performance.now() - since) / 1000),
    counts: countVitest(report, status),
    files: report === null ? [] : filesOf(report),
    figures: lines.filter((line) => line !== "").map((line) => JSON.parse(line)),
  };
}

function written(where, results) {
  const total = tally(results.map(({ counts }) => counts));
  const rows = results.flatMap(({ files }) =>
    files.map(({ path, tests, failed, seconds }) => {
      const passed = tests.filter((test) => test.status === "passed").length;
      return `| \`${path}\` | ${passed} of ${tests.length}${failed ? ", **failed**" : ""} | ${seconds} s |`;
    }),
  );
  const figures = results.flatMap(({ figures: list }) =>
    list.map(({ what, value, unit }) =>
      `| ${what} | ${value.toLocaleString("en")} ${unit} |`.replace(" |", " |"),
    ),
  );
  const seeded = results.flatMap(({ files }) =>
    files.flatMap(({ tests }) =>
      tests.filter((test) => test.name.includes("seed")).map(({ name }) => `- ${name}`),
    ),
  );
  return `# Soak
What the tests that have a size do in their full one. \`npm run soak\` writes this page anew.

${where}

${total.line}, in ${Math.round(results.reduce((sum, each) => sum + each.seconds, 0) / 60)} minutes.

## Suites
| file | passed | time |
|---|---|---|
${rows.join("\n")}

## Measured on the way
| what | |
|---|---|
${figures.join("\n")}

## Seeds
${seeded.join("\n")}

## To run it again
\`npm run soak\`, or a part of it by words of its files: \`npm run soak -- death clock\`. \`PAROLA_SEED_OF_FAULTS=7 npm run soak -- cuts\` begins with another seed. A seed that fails is kept as a test with its name, in the list \`kept\` of \`e2e/faults/size.ts\`, and runs with every \`npm test\` from then on.
`;
}

await installPackages();
const built = await buildStale();
if (built !== 0) process.exit(built);
mkdirSync(cache, { recursive: true });

const where = place();
const results = [];
for (const [index, suite] of suites.entries()) results.push(await soak(suite, index));
for (const { figures } of results)
  for (const { what, value, unit } of figures) console.log(`${what}: ${value} ${unit}`);
if (words.length === 0) writeFileSync(page, written(where, results));
const total = tally(results.map(({ counts }) => counts));
console.log(`\n${total.line}`);
process.exitCode = total.failed === 0 ? 0 : 1;
