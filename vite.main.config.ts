import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';

/** Every program and worker thread that runs outside the renderer; each becomes `out/main/<name>.js`. */
const ENTRIES = [
  'main/entry/desktop.ts',
  'main/entry/host.ts',
  'main/entry/server.ts',
  'main/entry/simulator.ts',
  'main/entry/demo-services.ts',
  'main/entry/cli.ts',
  'main/simulator/clips/clip-worker.ts',
  'main/simulator/live-view/live-view-worker.ts',
];

const root = import.meta.dirname;
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
const input = Object.fromEntries(ENTRIES.filter((path) => existsSync(join(root, path))).map((path) => [basename(path, '.ts'), join(root, path)]));

/** Left to Node: its own modules, Electron, and what package.json ships with the program. */
const EXTERNAL = ['electron', ...builtinModules, ...Object.keys(dependencies)];

export default defineConfig({
  root,
  publicDir: false,
  // Whatever is not external is bundled, since development dependencies are not there in a packaged program.
  ssr: { noExternal: true, external: EXTERNAL },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input,
      external: (id) => id.startsWith('node:') || EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
