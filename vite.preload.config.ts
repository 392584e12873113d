import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** A sandboxed preload can load nothing, so it is one CommonJS file; `.cjs` because the package is ESM. */
export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    target: 'chrome140',
    outDir: 'out/preload',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: join(root, 'main/preload/index.ts'),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    },
  },
});
