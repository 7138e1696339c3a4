import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { countPlaywright, countVitest, tally } from "./counts.mjs";
import { packagesAreInstalled } from "./install.mjs";
import { stripsTypes } from "./node.mjs";
import { root } from "./root.mjs";
import { pathWithoutOwnBin } from "./steps.mjs";

describe("the count", () => {
  test("sums the stages and names skipped tests only when there are some", () => {
    const one = { passed: 2, failed: 0, skipped: 0 };
    expect(tally([one, one]).line).toBe("4 passed, 0 failed");
    expect(tally([one, { passed: 0, failed: 1, skipped: 3 }]).line).toBe("2 passed, 1 failed, 3 skipped");
  });

  test("takes a test file that does not load for a failure", () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [
        { status: "failed", assertionResults: [{ status: "failed" }] },
        { status: "failed", assertionResults: [] },
        { status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    };
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  test("takes a runner that failed without naming a test, or left no report, for a failure", () => {
    const clean = {
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [],
    };
    expect(countVitest(clean, 0).failed).toBe(0);
    expect(countVitest(clean, 1).failed).toBe(1);
    expect(countVitest(null, 1).failed).toBe(1);
    expect(countPlaywright(null, 1).failed).toBe(1);
  });

  test("takes flaky browser tests and errors outside of tests for failures", () => {
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [{ message: "no server" }],
    };
    expect(countPlaywright(report, 1)).toEqual({ passed: 5, failed: 3, skipped: 0 });
  });
});

describe("the guard", () => {
  test.each([
    ["v20.19.0", false],
    ["v22.17.1", false],
    ["v22.18.0", true],
    ["v24.0.0", true],
  ])("knows whether %s strips types", (version, expected) => {
    expect(stripsTypes(version)).toBe(expected);
  });
});

describe("what is installed", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function checkout(wanted: Record<string, object>, held: Record<string, object> | null): string {
    const folder = mkdtempSync(join(tmpdir(), "parola-install-"));
    folders.push(folder);
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }));
    if (held !== null) {
      mkdirSync(join(folder, "node_modules"));
      writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages: held }));
    }
    return folder;
  }

  const a = { "node_modules/a": { version: "1.0.0" } };
  const optional = { "node_modules/other-platform": { version: "1.0.0", optional: true } };

  test("is complete without the optional packages of other platforms", () => {
    expect(packagesAreInstalled(checkout({ ...a, ...optional }, a))).toBe(true);
  });

  test("is missing without node_modules, with another version, with a package too few", () => {
    expect(packagesAreInstalled(checkout(a, null))).toBe(false);
    expect(packagesAreInstalled(checkout(a, { "node_modules/a": { version: "0.9.0" } }))).toBe(false);
    expect(packagesAreInstalled(checkout({ ...a, "node_modules/b": { version: "2.0.0" } }, a))).toBe(false);
  });
});

test("npm is looked for outside of the checkout, whose packages it replaces", () => {
  expect(pathWithoutOwnBin(`${root}/node_modules/.bin:/usr/bin`)).toBe("/usr/bin");
});
