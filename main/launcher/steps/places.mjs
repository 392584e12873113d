import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone: where package.json is. */
export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/**
 * Where downloaded programs and drawn clips are kept, shared by all clones of one user.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function cacheFolder(env, platform = process.platform) {
  if (env.LUBART_CACHE_DIR) return env.LUBART_CACHE_DIR;
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'lubart', 'Cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'lubart');
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lubart');
}

/**
 * @param {readonly string[]} names tried in this order
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} the absolute path of the first program found on PATH
 */
export function findProgram(names, env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (env.PATH ?? '').split(delimiter)) {
      for (const ending of endings) {
        const path = join(folder, name + ending);
        if (folder !== '' && existsSync(path)) return path;
      }
    }
  }
  return null;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean} whether a window can be opened here
 */
export function hasDisplay(env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}
