/** The command line: a table of commands. Each prints to stdout and returns the exit code. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EXIT_CODES, reportText, verifyPackage } from '../verifier/index.ts';

/** sysexits.h: the command was used wrongly; the input cannot be opened. */
const EX_USAGE = 64;
const EX_NOINPUT = 66;

interface Output {
  out(text: string): void;
  err(text: string): void;
}

interface Command {
  usage: string;
  about: string;
  run(args: readonly string[], output: Output): Promise<number>;
}

class UsageError extends Error {}

const COMMANDS: Record<string, Command> = {
  verify: {
    usage: 'lubart verify FILE|FOLDER [--json] [--trust CERT.pem]...',
    about: 'checks an evidence package; exit code 0 valid, 2 signer unknown, 3 incomplete, 4 altered, 5 unsigned, 6 malformed',
    run: runVerify,
  },
};

async function runVerify(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parse(args);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('name one file or folder');
  try {
    const trusted = await Promise.all((values.trust ?? []).map((file) => readFile(file, 'utf8')));
    const verification = await verifyPackage(path, { trusted });
    output.out(values.json ? `${JSON.stringify(verification, null, 2)}\n` : reportText(verification));
    return EXIT_CODES[verification.verdict];
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    output.err(`cannot be read: ${error.message}\n`);
    return EX_NOINPUT;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' }, trust: { type: 'string', multiple: true } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong options');
  }
}

function usage(): string {
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.about}`);
  return `usage:\n${lines.join('\n')}\n`;
}

async function main(argv: readonly string[]): Promise<number> {
  const output: Output = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) };
  const [name = '', ...args] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    output.err(usage());
    return EX_USAGE;
  }
  try {
    return await command.run(args, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.err(`${error.message}\nusage: ${command.usage}\n`);
    return EX_USAGE;
  }
}

process.exitCode = await main(process.argv.slice(2));
