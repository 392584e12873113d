import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { developmentLoop } from './development.mjs';
import { prepare } from './prepare.mjs';
import { parseStartOptions, startHelp } from './start-options.mjs';
import { electronSwitches } from './steps/electron-sandbox.mjs';
import { hasDisplay, ROOT } from './steps/places.mjs';
import { eachLine, endChildrenOnSignals, spawnTracked, sweepGroup } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';

/** Chromium's own log lines: `[MMDD/hhmmss.micros:LEVEL:...]`, with the process id in front or not. Ours never look like this. */
const CHROMIUM_NOISE = /^\[(?:\d+:)?\d{4}\/\d{6}\.\d+:(?:VERBOSE\d*|INFO|WARNING|ERROR):/;

await runCommand(async (argv) => {
  const options = parseStartOptions(argv, process.env.INIT_CWD);
  if (options.help) {
    console.log(startHelp());
    return 0;
  }
  endChildrenOnSignals();
  const report = createReport();
  const isWindow = !options.serve && hasDisplay(process.env);
  if (!isWindow && !options.serve) report.line('- no display here: the console is served to a browser instead');

  const prepared = await prepare({ window: isWindow, programs: true, build: !options.dev }, { report });
  const env = {
    ...prepared.env,
    NODE_ENV: options.dev ? 'development' : 'production',
    // The app ends when this process is gone, however it went: it sees the end of its standard input.
    LUBART_ENDS_WITH_STDIN: '1',
  };
  const program = prepared.electron === null ? process.execPath : prepared.electron.program;
  const args =
    prepared.electron === null
      ? [join(ROOT, 'out', 'main', 'server.js'), ...options.appArguments]
      : [...electronSwitches({ program, report }), ROOT, ...options.appArguments];

  const run = () => {
    const { child, ended } = spawnTracked(program, args, { cwd: ROOT, env, stdio: ['pipe', 'inherit', 'pipe'] });
    eachLine(child.stderr, (line) => {
      if (options.dev || !CHROMIUM_NOISE.test(line)) console.error(line);
    });
    return { child, ended: ended.finally(() => sweepGroup(child)) };
  };
  if (options.dev) return developmentLoop({ env, report, run });
  report.line(isWindow ? '- opening the window' : '- starting the server');
  return (await run().ended).code;
});
