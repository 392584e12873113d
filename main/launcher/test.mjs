import { runCommand } from './command.mjs';
import { prepare } from './prepare.mjs';
import { ROOT } from './steps/places.mjs';
import { endChildrenOnSignals } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';
import { SetupError } from './steps/setup-error.mjs';
import { runCheckTests, runPlaywright, runVitest } from './steps/test-runners.mjs';
import { summarise } from './steps/test-tally.mjs';

/**
 * `npm test` runs everything; `--only check|e2e|<vitest project>` one part. Other arguments go to the runner.
 * @param {readonly string[]} argv
 * @returns {{ only: string | null, passedOn: string[] }}
 */
function parseTestOptions(argv) {
  const passedOn = [...argv];
  const at = passedOn.indexOf('--only');
  if (at === -1) {
    if (passedOn.length > 0) throw new SetupError(`Which part should get ${passedOn.join(' ')}?`, 'npm test -- --only e2e --grep NAME');
    return { only: null, passedOn };
  }
  const [, only] = passedOn.splice(at, 2);
  if (only === undefined) throw new SetupError('--only needs a name: check, e2e, or a vitest project.');
  return { only, passedOn };
}

await runCommand(async (argv) => {
  const { only, passedOn } = parseTestOptions(argv);
  endChildrenOnSignals();
  const report = createReport();
  const isEndToEnd = only === null || only === 'e2e';
  const needs = only === 'check' ? {} : { programs: true, build: true, window: isEndToEnd, headless: isEndToEnd, tests: isEndToEnd };
  const prepared = await prepare(needs, { report });
  const options = { root: ROOT, env: { ...prepared.env, NODE_ENV: 'test' }, report, passedOn };

  const tallies = [];
  if (only === null || only === 'check') tallies.push(await runCheckTests(options));
  if (only === null) tallies.push(await runVitest(options));
  else if (only !== 'check' && only !== 'e2e') tallies.push(await runVitest({ ...options, project: only }));
  if (isEndToEnd) tallies.push(await runPlaywright(options));

  report.line('');
  summarise(tallies).forEach(report.line);
  return tallies.some((tally) => tally.failed > 0) ? 1 : 0;
});
