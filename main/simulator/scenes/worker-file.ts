import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

type WorkerName = 'clip-worker' | 'live-view-worker';

/**
 * Starts a worker of the simulator. Built, it lies beside the simulator's own file (or one folder up, when the bundler
 * moved this code into a shared chunk). Run from source it is TypeScript, and each thread has to register tsx for itself.
 */
export function startWorker(name: WorkerName, folder: 'clips' | 'live-view', workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    const beside = new URL(`./${name}.js`, import.meta.url);
    return new Worker(existsSync(beside) ? beside : new URL(`../${name}.js`, import.meta.url), { workerData });
  }
  // The CommonJS door of tsx looks for its hooks in the wrong folder; the module beside it does not.
  const tsx = new URL('./index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api'))).href;
  const program = new URL(`../${folder}/${name}.ts`, import.meta.url).href;
  const source = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}); })`;
  return new Worker(source, { eval: true, workerData });
}
