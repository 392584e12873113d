import { runCommand } from './command.mjs';
import { prepare } from './prepare.mjs';
import { checksOf, describeCheck, runChecks } from './steps/checks.mjs';
import { ROOT } from './steps/places.mjs';
import { endChildrenOnSignals } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';

await runCommand(async () => {
  endChildrenOnSignals();
  const report = createReport();
  const { env } = await prepare({}, { report });
  const results = await runChecks({
    root: ROOT,
    env,
    checks: checksOf(ROOT),
    onResult: (result) => describeCheck(result).forEach(report.line),
  });
  const failed = results.filter((result) => !result.passed).length;
  report.line(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
