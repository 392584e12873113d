import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { prepare } from './prepare.mjs';
import { hasDisplay, ROOT } from './steps/places.mjs';
import { eachLine, endChildrenOnSignals, spawnTracked, sweepGroup } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';
import { SetupError } from './steps/setup-error.mjs';
import { VIRTUAL_SCREEN } from './steps/test-runners.mjs';

const BENCHES = join(ROOT, 'test', 'bench');

/** @returns {string[]} */
function benchNames() {
  if (!existsSync(BENCHES)) return [];
  return readdirSync(BENCHES)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

/**
 * @param {string} line
 * @returns {boolean} whether this is the figure itself and not talk
 */
function isFigure(line) {
  return line.startsWith('{"bench"');
}

await runCommand(async (argv) => {
  const [name, ...passedOn] = argv;
  const names = benchNames();
  if (name === undefined) {
    console.log(['npm run bench -- NAME', ...names.map((one) => `  ${one}`)].join('\n'));
    return 0;
  }
  if (!names.includes(name)) throw new SetupError(`There is no bench ${name}.`, `npm run bench -- ${names.join('|')}`);
  endChildrenOnSignals();
  // Only the figure goes to standard output, so that it can be piped.
  const report = createReport({ output: process.stderr });
  const { env } = await prepare({ window: true, headless: !hasDisplay(process.env), programs: true, build: true }, { report });

  const bench = [process.execPath, join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), join(BENCHES, `${name}.ts`), ...passedOn];
  const line = hasDisplay(process.env) ? bench : [...VIRTUAL_SCREEN, ...bench];
  const { child, ended } = spawnTracked(line[0] ?? '', line.slice(1), {
    cwd: ROOT,
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let figures = 0;
  eachLine(child.stdout, (text) => {
    if (!isFigure(text)) return void console.error(text);
    figures += 1;
    console.log(text);
  });
  const { code } = await ended;
  sweepGroup(child);
  if (code === 0 && figures !== 1) throw new SetupError(`The bench ${name} ended well but printed ${figures} figures instead of one.`);
  return code;
});
