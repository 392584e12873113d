/** The command line, as the table in main/commands has it. */
import { readPassword } from '../commands/password-input.ts';
import { runCommandLine } from '../commands/run.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  readPassword: () => readPassword(process.stdin, process.stderr),
});
