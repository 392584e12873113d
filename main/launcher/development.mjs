import { rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { BUILD_PARTS } from './steps/build-step.mjs';
import { ROOT } from './steps/places.mjs';
import { eachLine, spawnTracked } from './steps/processes.mjs';
import { SetupError } from './steps/setup-error.mjs';

/** Written files settle for this long before the app is started again. */
const SETTLE_MS = 300;

/**
 * Builds on every change and starts the app again when a part of its main process changed; the window itself
 * reloads when the renderer's files change (main/electron/development.ts). Ends when the app is closed.
 * @param {{
 *   env: NodeJS.ProcessEnv, report: import('./steps/report.mjs').Report,
 *   run: () => { child: import('node:child_process').ChildProcess, ended: Promise<import('./steps/processes.mjs').Ending> },
 * }} options
 * @returns {Promise<number>} the app's exit code
 */
export async function developmentLoop({ env, report, run }) {
  // What lies in out/ from now on is no finished build; the next ordinary start makes its own.
  rmSync(join(ROOT, 'out', 'build.json'), { force: true });
  const builders = BUILD_PARTS.map((part) => watchPart(part, env, report));
  await Promise.all(builders.map((builder) => builder.first));

  let isRestarting = false;
  let app = run();
  /** @type {NodeJS.Timeout | undefined} */
  let settling;
  const restart = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      report.line('- main process changed: starting it again');
      isRestarting = true;
      app.child.kill('SIGTERM');
    }, SETTLE_MS);
  };
  const watchers = ['main', 'preload'].map((part) => watch(join(ROOT, 'out', part), { recursive: true }, restart));
  try {
    for (;;) {
      const { code } = await app.ended;
      if (!isRestarting) return code;
      isRestarting = false;
      app = run();
    }
  } finally {
    clearTimeout(settling);
    for (const watcher of watchers) watcher.close();
    for (const builder of builders) builder.child.kill('SIGTERM');
  }
}

/**
 * @param {string} part
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./steps/report.mjs').Report} report
 */
function watchPart(part, env, report) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { child, ended } = spawnTracked(process.execPath, [vite, 'build', '--watch', '--config', `vite.${part}.config.ts`], {
    cwd: ROOT,
    env: { ...env, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const first = new Promise((/** @type {(nothing: void) => void} */ resolve, reject) => {
    eachLine(child.stdout, (line) => {
      if (/built in/.test(line)) {
        report.line(`- ${part}: ${line.trim()}`);
        resolve();
      } else if (/error/i.test(line)) report.warn(`${part}: ${line}`);
    });
    eachLine(child.stderr, (line) => report.warn(`${part}: ${line}`));
    ended.then(({ code }) => reject(new SetupError(`The builder of ${part} ended (${code}).`)), reject);
  });
  return { child, first };
}
