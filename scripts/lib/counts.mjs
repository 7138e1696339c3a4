/** What the runners' reports say, counted. A runner that failed without naming a test counts as one failure. */

const none = { passed: 0, failed: 0, skipped: 0 };

function atLeastOneFailure(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Counts Vitest's JSON report. A file that could not even be loaded has no tests in it: it counts as a failure. */
export function countVitest(report, status) {
  if (report === null) return { ...none, failed: 1 };
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return atLeastOneFailure(counts, status);
}

/** Counts Playwright's JSON report. Errors outside of tests count as failures, flaky tests too. */
export function countPlaywright(report, status) {
  if (report === null) return { ...none, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const counts = { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
  return atLeastOneFailure(counts, status);
}

/** The sum of all stages and the one line that ends the run. */
export function tally(results) {
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  return { passed, failed, skipped, line };
}
