import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { prepare } from './prepare.mjs';
import { ROOT } from './steps/places.mjs';
import { spawnTracked } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';

/** `npm run -s lubart -- verify FILE`: the command line from a clone. Set-up speaks on standard error, so that the answer can be piped. */
await runCommand(async (argv) => {
  const program = join(ROOT, 'out', 'main', 'cli.js');
  const { env } = existsSync(program) ? { env: process.env } : await prepare({ build: true }, { report: createReport({ output: process.stderr }) });
  const { ended } = spawnTracked(process.execPath, [program, ...argv], { cwd: process.env.INIT_CWD ?? process.cwd(), env, stdio: 'inherit' });
  const { code } = await ended;
  return code;
});
