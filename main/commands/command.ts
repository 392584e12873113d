/** What a command of `lubart` looks like. */
import { parseArgs } from 'node:util';

/** sysexits.h: used wrongly; wrong content; the input cannot be opened; somebody else holds it. */
export const EX_USAGE = 64;
export const EX_DATAERR = 65;
export const EX_NOINPUT = 66;
export const EX_TEMPFAIL = 75;

/** Where a command speaks and is answered. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** The password on standard input, or asked for twice without echo where a person sits. BAD_INPUT when the two differ. */
  readPassword(): Promise<string>;
}

export interface Command {
  usage: string;
  about: string;
  /** Returns the exit code. UsageError when it was used wrongly; AppError for what can be foreseen. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

export class UsageError extends Error {}

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: boolean }>>;

/** Options and names of a command line. UsageError for what the command does not have. */
export function parseOptions<const T extends Options>(args: readonly string[], options: T, allowPositionals = false): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong options', { cause: error });
  }
}

/** The option's value. UsageError when it was not given. */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing`);
  return value.trim();
}
