/**
 * Counts of one runner, read from its JSON report. A runner that ended badly without naming a failed test has
 * failed all the same, and is counted as one failure: a crash must never look like a pass.
 *
 * @typedef {{ name: string, passed: number, failed: number, skipped: number }} Tally
 */

/**
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
function withCrash(tally, exitCode) {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {string} name
 * @param {unknown} report Vitest's JSON reporter (Jest's format), or null when it was not written
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyVitest(name, report, exitCode) {
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = /** @type {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number, testResults?: { status: string, assertionResults: unknown[] }[] }} */ (
    report ?? {}
  );
  // A file that cannot be loaded has no tests to count.
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return withCrash({ name, passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests + numTodoTests }, exitCode);
}

/**
 * @param {string} name
 * @param {unknown} report Playwright's JSON reporter, or null when it was not written
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyPlaywright(name, report, exitCode) {
  const { stats } = /** @type {{ stats?: { expected: number, flaky: number, unexpected: number, skipped: number } }} */ (report ?? {});
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = stats ?? {};
  return withCrash({ name, passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {string[]} one line for each runner; the last is the sum, `N passed, N failed`
 */
export function summarise(tallies) {
  const sum = { passed: 0, failed: 0 };
  const lines = tallies.map(({ name, passed, failed, skipped }) => {
    sum.passed += passed;
    sum.failed += failed;
    return `- ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  });
  return [...lines, `${sum.passed} passed, ${sum.failed} failed`];
}
