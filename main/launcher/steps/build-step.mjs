import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLines } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/** Folders and files the build reads. The launcher itself is not among them: it is never built. */
const SOURCE_FOLDERS = ['main', 'renderer', 'shared', 'resources'];
const SOURCE_FILES = ['package.json', 'package-lock.json', 'tsconfig.base.json'];

/** The parts of the build: `out/<name>` made by `vite.<name>.config.ts`. */
export const BUILD_PARTS = /** @type {const} */ (['main', 'preload', 'renderer']);

/**
 * A hash over path, size and time of every source: quick, and wrong only if somebody turns a file's clock back.
 * @param {string} root
 * @returns {string}
 */
export function sourcesHash(root) {
  const hash = createHash('sha256');
  /** @param {string} relative */
  const addFile = (relative) => {
    const found = statSync(join(root, relative), { throwIfNoEntry: false });
    if (found !== undefined) hash.update(`${relative} ${found.size} ${found.mtimeMs}\n`);
  };
  /** @param {string} relative */
  const addFolder = (relative) => {
    if (!existsSync(join(root, relative))) return;
    const entries = readdirSync(join(root, relative), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${relative}/${entry.name}`;
      if (path === 'main/launcher') continue;
      if (entry.isDirectory()) addFolder(path);
      else addFile(path);
    }
  };
  SOURCE_FOLDERS.forEach(addFolder);
  SOURCE_FILES.forEach(addFile);
  BUILD_PARTS.forEach((part) => addFile(`vite.${part}.config.ts`));
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} hash
 * @returns {boolean}
 */
export function isBuilt(root, hash) {
  const stamp = join(root, 'out', 'build.json');
  if (!existsSync(stamp) || !BUILD_PARTS.every((part) => existsSync(join(root, 'out', part)))) return false;
  return JSON.parse(readFileSync(stamp, 'utf8')).hash === hash;
}

/**
 * Puts a finished build in the place of the last one, so that a running app never meets half of one.
 * @param {string} root
 * @param {string} fresh the folder that holds the new parts
 * @param {string} hash
 */
export function replaceBuild(root, fresh, hash) {
  const out = join(root, 'out');
  const old = join(fresh, 'old');
  mkdirSync(old);
  rmSync(join(out, 'build.json'), { force: true });
  for (const part of BUILD_PARTS) {
    if (existsSync(join(out, part))) renameSync(join(out, part), join(old, part));
    renameSync(join(fresh, part), join(out, part));
  }
  writeFileSync(join(out, 'build.json'), `${JSON.stringify({ hash })}\n`);
}

/**
 * Builds `out/` when the sources changed since the last build.
 * @param {{ root: string, env: NodeJS.ProcessEnv, report: import('./report.mjs').Report, force?: boolean }} options
 * @returns {Promise<void>}
 * @throws {SetupError} with what the compiler said
 */
export async function ensureBuild({ root, env, report, force = false }) {
  await report.step('build', async (progress) => {
    const hash = sourcesHash(root);
    if (!force && isBuilt(root, hash)) return { text: 'up to date', value: undefined };
    const out = join(root, 'out');
    mkdirSync(out, { recursive: true });
    for (const name of readdirSync(out)) if (name.startsWith('.fresh-')) rmSync(join(out, name), { recursive: true, force: true });
    const fresh = join(out, `.fresh-${randomBytes(4).toString('hex')}`);
    mkdirSync(fresh);
    try {
      progress('compiling');
      await Promise.all(BUILD_PARTS.map((part) => buildPart({ root, env, part, into: join(fresh, part) })));
      replaceBuild(root, fresh, hash);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    return { text: 'done', value: undefined };
  });
}

/** @param {{ root: string, env: NodeJS.ProcessEnv, part: string, into: string }} options */
async function buildPart({ root, env, part, into }) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', `vite.${part}.config.ts`, '--outDir', into, '--emptyOutDir', '--logLevel', 'warn'];
  const { code, tail } = await runLines(process.execPath, args, { cwd: root, env: { ...env, NODE_ENV: 'production', NO_COLOR: '1' } });
  if (code === 0) return;
  // The bundler's own stack says nothing about our sources.
  const said = tail.filter((line) => !/^ {4}at /.test(line));
  throw new SetupError(`Building ${part} failed:\n${said.join('\n')}`);
}
