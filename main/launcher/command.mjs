import { requireNode } from './steps/node-version.mjs';
import { SetupError } from './steps/setup-error.mjs';

/**
 * Runs a command of the launcher: the old-Node check first, foreseen failures printed with their advice and
 * without a stack, everything else as the bug it is.
 * @param {(argv: string[]) => Promise<number>} run resolves with the exit code
 * @returns {Promise<void>}
 */
export async function runCommand(run) {
  try {
    requireNode();
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}`);
    if (error.advice !== undefined) console.error(`\n  ${error.advice.replaceAll('\n', '\n  ')}`);
    process.exitCode = 1;
  }
}
