import { spawnSync } from 'node:child_process';
import { statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './setup-error.mjs';

/** Below this Chromium runs out of shared memory with a wall of pictures and must use ordinary files. */
const ENOUGH_SHARED_MEMORY_BYTES = 512 * 1024 * 1024;

/**
 * @param {string} program the Electron binary
 * @returns {boolean} whether the set-uid helper beside it is owned by root and set up
 */
function hasSetuidHelper(program) {
  const helper = statSync(join(dirname(program), 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4755) === 0o4755;
}

/** @returns {boolean} whether an ordinary user may make user namespaces here, asked of the kernel by making one */
function canMakeUserNamespace() {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * Switches Chromium needs on this machine.
 * @param {{ program: string, report: import('./report.mjs').Report, isRoot?: boolean, platform?: NodeJS.Platform, sandboxUsable?: (program: string) => boolean }} options
 * @returns {string[]}
 * @throws {SetupError} when neither sandbox can be used; Chromium would end with a riddle
 */
export function electronSwitches({
  program,
  report,
  isRoot = process.getuid?.() === 0,
  platform = process.platform,
  sandboxUsable = (path) => hasSetuidHelper(path) || canMakeUserNamespace(),
}) {
  if (platform !== 'linux') return [];
  const switches = smallSharedMemory() ? ['--disable-dev-shm-usage'] : [];
  if (isRoot) {
    report.warn('Running as root: Chromium refuses its sandbox, so it is off. Run Lubart as an ordinary user outside of tests.');
    return ['--no-sandbox', ...switches];
  }
  if (sandboxUsable(program)) return switches;
  const helper = join(dirname(program), 'chrome-sandbox');
  throw new SetupError(
    'This system lets ordinary users make no namespaces, so Chromium has no sandbox.',
    `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

/** @returns {boolean} */
function smallSharedMemory() {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks < ENOUGH_SHARED_MEMORY_BYTES;
  } catch {
    return true; // No /dev/shm at all.
  }
}
