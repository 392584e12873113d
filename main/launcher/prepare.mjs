import { join } from 'node:path';
import { ensureBuild } from './steps/build-step.mjs';
import { ensureElectron } from './steps/electron-runtime.mjs';
import { ensureGateway } from './steps/gateway-binary.mjs';
import { withLock } from './steps/lock.mjs';
import { ensureNodeModules, isInstalled } from './steps/node-modules.mjs';
import { cacheFolder, findProgram, ROOT } from './steps/places.mjs';
import { isReachable } from './steps/reachability.mjs';
import { ensureSystemPackages } from './steps/system-packages.mjs';

/**
 * What a command needs before it can run.
 * @typedef {{ window?: boolean, headless?: boolean, tests?: boolean, build?: boolean, programs?: boolean, officialElectronOnly?: boolean }} Needs
 * @typedef {{ env: NodeJS.ProcessEnv, electron: import('./steps/electron-runtime.mjs').ElectronRuntime | null }} Prepared
 *   `env` is what every process of the app is started with
 */

/** Where prebuilt addons come from; without it sqlite3 is compiled here. */
const PREBUILT_ADDONS = 'https://github.com';

/**
 * Brings the clone to where the command can run, one step after the other and each only when it is not done yet.
 * Two launchers in one clone wait for each other.
 * @param {Needs} needs
 * @param {{ report: import('./steps/report.mjs').Report, env?: NodeJS.ProcessEnv, root?: string }} options
 * @returns {Promise<Prepared>}
 * @throws {import('./steps/setup-error.mjs').SetupError}
 */
export async function prepare(needs, { report, env = process.env, root = ROOT }) {
  const onWait = (/** @type {number} */ pid) => report.line(`- another Lubart launcher (process ${pid}) is preparing this clone; waiting for it`);
  return withLock(join(root, 'out', '.launcher.lock'), () => prepareLocked(needs, { report, env, root }), { onWait });
}

/**
 * @param {Needs} needs
 * @param {{ report: import('./steps/report.mjs').Report, env: NodeJS.ProcessEnv, root: string }} options
 * @returns {Promise<Prepared>}
 */
async function prepareLocked(needs, { report, env, root }) {
  const cache = cacheFolder(env);
  /** @type {import('./steps/system-packages.mjs').Purpose[]} */
  const purposes = [];
  if (needs.programs) purposes.push('media');
  if (needs.window) purposes.push('window');
  if (needs.headless) purposes.push('headless');
  if (needs.tests) purposes.push('tests');
  if (!isInstalled(root) && !(await isReachable(PREBUILT_ADDONS))) purposes.push('compiler');
  if (purposes.length > 0) await ensureSystemPackages({ purposes, env, report });

  await ensureNodeModules({ root, env, report });
  const electron = needs.window ? await ensureElectron({ root, cache, env, report, officialOnly: needs.officialElectronOnly ?? false }) : null;
  /** @type {NodeJS.ProcessEnv} */
  const appEnv = { ...env, LUBART_ROOT: root, LUBART_CACHE_DIR: cache };
  if (needs.programs) {
    appEnv.LUBART_GO2RTC = await ensureGateway({ cache, env, report });
    const ffmpeg = env.LUBART_FFMPEG ?? findProgram(['ffmpeg'], env);
    if (ffmpeg !== null) appEnv.LUBART_FFMPEG = ffmpeg;
  }
  if (electron !== null) {
    appEnv.LUBART_ELECTRON = electron.program;
    // Where Electron's own package looks, and with it every tool that asks that package for the program.
    appEnv.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
  }
  if (needs.tests) {
    const chromium = env.LUBART_CHROMIUM ?? findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], env);
    if (chromium !== null) appEnv.LUBART_CHROMIUM = chromium;
  }
  if (needs.build) await ensureBuild({ root, env, report });
  return { env: appEnv, electron };
}
