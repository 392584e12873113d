import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, 'renderer');

/** The console, and the page a responder opens; the second has a small bundle of its own. */
const PAGES = ['index.html', 'response.html'];

const input = Object.fromEntries(PAGES.filter((page) => existsSync(join(root, page))).map((page) => [basename(page, '.html'), join(root, page)]));

export default defineConfig({
  root,
  // Relative, since the same files are served from app://console/ and from the host's own address.
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    target: ['chrome120', 'firefox120', 'safari17'],
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // The content security policy has no data: fonts or scripts; everything is a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    rollupOptions: { input },
  },
});
