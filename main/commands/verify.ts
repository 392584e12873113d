import { readFile } from 'node:fs/promises';
import { EXIT_CODES, reportText, verifyPackage } from '../verifier/index.ts';
import { EX_NOINPUT, parseOptions, UsageError, type Command } from './command.ts';

export const verify: Command = {
  usage: 'lubart verify FILE|FOLDER [--json] [--trust CERT.pem]...',
  about: 'checks an evidence package; exit code 0 valid, 2 signer unknown, 3 incomplete, 4 altered, 5 unsigned, 6 malformed',
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, { json: { type: 'boolean' }, trust: { type: 'string', multiple: true } }, true);
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('name one file or folder');
    try {
      const trusted = await Promise.all((values.trust ?? []).map((file) => readFile(file, 'utf8')));
      const verification = await verifyPackage(path, { trusted });
      terminal.out(values.json ? `${JSON.stringify(verification, null, 2)}\n` : reportText(verification));
      return EXIT_CODES[verification.verdict];
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      terminal.err(`cannot be read: ${error.message}\n`);
      return EX_NOINPUT;
    }
  },
};
