import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runLines } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * The checks that need no running program. Each is one tool over the whole tree.
 * @typedef {{ name: string, script: string, args: readonly string[] }} Check
 * @typedef {{ name: string, passed: boolean, seconds: number, output: string[] }} CheckResult
 */

const LAYERS = ['main', 'renderer', 'shared', 'test'];
const RULE_FILES = ['.dependency-cruiser.mjs', '.dependency-cruiser.cjs', '.dependency-cruiser.js'];

/** Two tools at a time: the type checker and the linter each fill a core and a gigabyte. */
const AT_ONCE = 2;

/**
 * @param {string} root
 * @returns {Check[]}
 */
export function checksOf(root) {
  const rules = RULE_FILES.find((name) => existsSync(join(root, name)));
  if (rules === undefined) throw new SetupError('The import rules (.dependency-cruiser.mjs) are missing.');
  return [
    { name: 'types', script: 'typescript/bin/tsc', args: ['-b', '--pretty'] },
    { name: 'lint', script: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
    { name: 'imports', script: 'dependency-cruiser/bin/dependency-cruise.mjs', args: [...LAYERS, '--config', rules] },
    { name: 'format', script: 'prettier/bin/prettier.cjs', args: ['--check', '.', '--log-level', 'warn'] },
  ];
}

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv, checks: readonly Check[], onResult: (result: CheckResult) => void }} options
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks({ root, env, checks, onResult }) {
  const waiting = [...checks];
  /** @type {CheckResult[]} */
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const result = await runCheck(check, root, env);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/**
 * @param {Check} check
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<CheckResult>}
 */
async function runCheck(check, root, env) {
  const startedMs = Date.now();
  /** @type {string[]} */
  const output = [];
  const { code } = await runLines(process.execPath, [join(root, 'node_modules', check.script), ...check.args], {
    cwd: root,
    env,
    onLine: (line) => void output.push(line),
  });
  return { name: check.name, passed: code === 0, seconds: (Date.now() - startedMs) / 1000, output };
}

/**
 * @param {CheckResult} result
 * @returns {string[]} what to print: one line when it passed, the tool's own words as well when it did not
 */
export function describeCheck(result) {
  const line = `- ${result.name}: ${result.passed ? 'passed' : 'FAILED'} (${result.seconds.toFixed(1)} s)`;
  return result.passed ? [line] : [line, ...result.output];
}
