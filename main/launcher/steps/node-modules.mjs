import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runLines } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 */

/** As much of npm's complaint as a person wants to read. */
const NPM_ERROR_LINES = 16;

/** Written beside the packages; says which lock file and which Node they were installed for. */
const STAMP = '.lubart-install.json';

/**
 * @param {string} lockText package-lock.json
 * @param {{ platform: string, arch: string, modules: string }} node
 * @returns {string}
 */
export function installHash(lockText, node = { platform: process.platform, arch: process.arch, modules: process.versions.modules }) {
  return createHash('sha256').update(lockText).update(`\n${node.platform} ${node.arch} ${node.modules}`).digest('hex');
}

/**
 * Whether npm's own record of what it installed (`node_modules/.package-lock.json`, written at the end of a
 * whole install) agrees with the lock file. True after an `npm install` by hand, which need not be repeated.
 * @param {string} lockText
 * @param {string} installedText
 * @returns {boolean}
 */
export function installedMatchesLock(lockText, installedText) {
  /** @type {Record<string, LockedPackage>} */
  const locked = JSON.parse(lockText).packages ?? {};
  /** @type {Record<string, LockedPackage>} */
  const installed = JSON.parse(installedText).packages ?? {};
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    // An optional package of another platform is rightly absent.
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version;
  });
}

/**
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const folder = join(root, 'node_modules');
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = installHash(lockText);
  const stampPath = join(folder, STAMP);
  const recordPath = join(folder, '.package-lock.json');
  if (existsSync(stampPath)) return JSON.parse(readFileSync(stampPath, 'utf8')).hash === hash;
  if (!existsSync(recordPath) || !installedMatchesLock(lockText, readFileSync(recordPath, 'utf8'))) return false;
  writeStamp(root, hash);
  return true;
}

/**
 * @param {string} root
 * @param {string} hash
 */
function writeStamp(root, hash) {
  writeFileSync(join(root, 'node_modules', STAMP), `${JSON.stringify({ hash, node: process.version })}\n`);
}

/**
 * How to run npm: as the one that runs us where possible, since it need not be on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, prefix: string[], shell: boolean }}
 */
export function npmCommand(env) {
  const npm = env.npm_execpath;
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm)) return { command: process.execPath, prefix: [npm], shell: false };
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/**
 * The environment for installing. Electron's own download is left out: it would hang where its host is not
 * reached, and the runtime has a step of its own. Addons compile against the headers that came with this Node
 * when it has them, which saves a download.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [execPath]
 * @returns {NodeJS.ProcessEnv}
 */
export function installEnv(env, execPath = process.execPath) {
  const prefix = dirname(dirname(execPath));
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return {
    ...env,
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    ...(hasHeaders && env.npm_config_nodedir === undefined ? { npm_config_nodedir: prefix } : {}),
  };
}

/**
 * Installs the packages of package-lock.json unless they are there.
 * @param {{ root: string, env: NodeJS.ProcessEnv, report: import('./report.mjs').Report }} options
 * @returns {Promise<void>}
 * @throws {SetupError} with the end of npm's output
 */
export async function ensureNodeModules({ root, env, report }) {
  await report.step('npm packages', async (progress) => {
    if (isInstalled(root)) return { text: 'up to date', value: undefined };
    const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
    const total = Object.keys(JSON.parse(lockText).packages ?? {}).length - 1;
    progress(`${total} packages`);
    const { command, prefix, shell } = npmCommand(env);
    let fetched = 0;
    /** @type {string[]} */
    const errors = [];
    const { code } = await runLines(command, [...prefix, 'ci', '--no-audit', '--no-fund', '--loglevel=info'], {
      cwd: root,
      env: installEnv(env),
      shell,
      onLine: (line) => {
        if (/npm http (cache|fetch) .*\.tgz/.test(line)) progress(`${Math.min(++fetched, total)} of ${total} fetched`);
        const script = /npm info run (\S+) \w+ /.exec(line);
        if (script !== null) progress(`building ${script[1]}`);
        // The cause comes first; pages of usage may follow.
        if (/^npm err/i.test(line) && errors.length < NPM_ERROR_LINES) errors.push(line);
      },
    });
    if (code !== 0) {
      const isNetwork = errors.some((line) => /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONN|network/.test(line));
      throw new SetupError(
        `npm ci failed (${code}):\n${errors.join('\n')}`,
        isNetwork ? 'See that the npm registry can be reached, then start again.' : undefined,
      );
    }
    writeStamp(root, installHash(lockText));
    return { text: `installed ${total}`, value: undefined };
  });
}
