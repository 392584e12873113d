import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksOf, describeCheck, runChecks } from './checks.mjs';
import { spawnTracked, sweepGroup } from './processes.mjs';
import { tallyPlaywright, tallyVitest } from './test-tally.mjs';

/**
 * @typedef {import('./test-tally.mjs').Tally} Tally
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, report: import('./report.mjs').Report, passedOn: readonly string[] }} RunnerOptions
 */

/**
 * @param {RunnerOptions} options
 * @returns {Promise<Tally>} each check counts as one
 */
export async function runCheckTests({ root, env, report }) {
  report.line('\n== check');
  const results = await runChecks({ root, env, checks: checksOf(root), onResult: (result) => describeCheck(result).forEach(report.line) });
  const failed = results.filter((result) => !result.passed).length;
  return { name: 'check', passed: results.length - failed, failed, skipped: 0 };
}

/**
 * @param {RunnerOptions & { project?: string }} options all projects without `project`
 * @returns {Promise<Tally>}
 */
export async function runVitest({ root, env, report, passedOn, project }) {
  const name = project ?? 'vitest';
  report.line(`\n== ${name}`);
  return withReportFile(async (file) => {
    const args = ['vitest/vitest.mjs', 'run', ...(project === undefined ? [] : ['--project', project])];
    const code = await runTool(root, [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...passedOn], env);
    return tallyVitest(name, readReport(file), code);
  });
}

/**
 * End to end, on a display of its own where the system can give one, so that no test depends on who is logged in.
 * @param {RunnerOptions} options
 * @returns {Promise<Tally>}
 */
export async function runPlaywright({ root, env, report, passedOn }) {
  report.line('\n== e2e');
  return withReportFile(async (file) => {
    const code = await runTool(
      root,
      ['@playwright/test/cli.js', 'test', '--reporter=list,json', ...passedOn],
      {
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        // The list reporter keeps to one line a test in a log.
        ...(process.stdout.isTTY ? {} : { CI: env.CI ?? 'true' }),
      },
      process.platform === 'linux',
    );
    return tallyPlaywright('e2e', readReport(file), code);
  });
}

/**
 * The command that gives a program a screen of its own. Taller than the largest window a test asks for (1920x1080):
 * Chromium makes a window that would cover its screen exactly one pixel smaller.
 */
export const VIRTUAL_SCREEN = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24'];

/**
 * @param {string} root
 * @param {readonly string[]} tool path under node_modules, then its arguments
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} [onVirtualScreen]
 * @returns {Promise<number>} its exit code
 */
async function runTool(root, [script = '', ...args], env, onVirtualScreen = false) {
  const line = [...(onVirtualScreen ? VIRTUAL_SCREEN : []), process.execPath, join(root, 'node_modules', script), ...args];
  const { child, ended } = spawnTracked(line[0] ?? '', line.slice(1), { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const { code } = await ended;
  sweepGroup(child);
  return code;
}

/**
 * @param {(file: string) => Promise<Tally>} run
 * @returns {Promise<Tally>}
 */
async function withReportFile(run) {
  const folder = mkdtempSync(join(tmpdir(), 'lubart-test-'));
  try {
    return await run(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {unknown} null when the runner did not live to write it
 */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
