import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { prepare } from './prepare.mjs';
import { ROOT } from './steps/places.mjs';
import { endChildrenOnSignals, runLines } from './steps/processes.mjs';
import { createReport } from './steps/report.mjs';
import { SetupError } from './steps/setup-error.mjs';

await runCommand(async (argv) => {
  const isTrial = argv.includes('--trial');
  endChildrenOnSignals();
  const report = createReport();
  const { env, electron } = await prepare({ window: true, programs: true, build: true, officialElectronOnly: !isTrial }, { report });
  if (electron === null) throw new Error('prepare() gave no Electron although it was asked for one');
  if (electron.isDevelopmentOnly && !isTrial) {
    throw new SetupError(
      'Only a development runtime of Electron can be had here, and it must not be shipped.',
      'Package on a network that reaches the Electron releases, or try the packaging alone: npm run package -- --trial',
    );
  }
  const folder = join(isTrial ? 'dist/trial' : 'dist', 'linux-unpacked');
  await report.step('package', async (progress) => {
    const args = [
      join(ROOT, 'node_modules', 'electron-builder', 'cli.js'),
      ...['--linux', 'dir', '--config', 'electron-builder.yml', '--publish', 'never'],
      `-c.electronDist=${electron.folder}`,
      `-c.electronVersion=${electron.version}`,
      // Not in the settings file, where a path outside the project cannot be written.
      `-c.extraResources.from=${env.LUBART_GO2RTC}`,
      '-c.extraResources.to=bin/go2rtc',
      ...(isTrial ? ['-c.directories.output=dist/trial'] : []),
    ];
    const { code, tail } = await runLines(process.execPath, args, {
      cwd: ROOT,
      env: { ...env, NODE_ENV: 'production' },
      onLine: (line) => progress(line.trim().slice(0, 60)),
    });
    if (code !== 0) throw new SetupError(`electron-builder failed (${code}):\n${tail.slice(-20).join('\n')}`);
    const resources = join(ROOT, folder, 'resources');
    // The builder only warns about a file it does not find.
    if (!existsSync(join(resources, 'bin', 'go2rtc'))) throw new SetupError('The package was made without the media gateway.');
    rmSync(join(resources, 'default_app.asar'), { force: true });
    return { text: isTrial ? `${folder}, a trial that must not be shipped` : folder, value: undefined };
  });
  return 0;
});
