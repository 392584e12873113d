import { AppError, type ErrorCode } from '#shared/contract/errors.ts';
import { EX_DATAERR, EX_NOINPUT, EX_TEMPFAIL, EX_USAGE, UsageError, type Terminal } from './command.ts';
import { findCommand, usageText } from './index.ts';

const EXIT_CODES: Partial<Record<ErrorCode, number>> = { NOT_FOUND: EX_NOINPUT, DATA_IN_USE: EX_TEMPFAIL };

/** Runs what a command line asks for; returns the exit code. Only bugs throw. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const found = findCommand(argv);
  if (!found) {
    terminal.err(usageText());
    return EX_USAGE;
  }
  try {
    return await found.command.run(found.args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\nusage: ${found.command.usage}\n`);
      return EX_USAGE;
    }
    if (!(error instanceof AppError)) throw error;
    terminal.err(`${error.message}\n`);
    return EXIT_CODES[error.code] ?? EX_DATAERR;
  }
}
