import { runCommand } from './command.mjs';
import { prepare } from './prepare.mjs';
import { endChildrenOnSignals } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';

await runCommand(async () => {
  endChildrenOnSignals();
  await prepare({ build: true }, { report: createReport() });
  return 0;
});
