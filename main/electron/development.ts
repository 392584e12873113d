/** Only in a development tree: pages reload when the renderer was built anew, and the keys of a browser's tools work. */
import { watch } from 'node:fs';
import { BrowserWindow, type App } from 'electron';

/** A build writes many files; the page is loaded again when they have settled. */
const SETTLE_MS = 300;

export function enableDevelopmentTools(app: App, rendererDir: string): void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(rendererDir, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
    }, SETTLE_MS);
  });
  app.once('will-quit', () => watcher.close());
  app.on('web-contents-created', (_event, contents) => {
    contents.on('before-input-event', (event, { type, key, control }) => {
      if (type !== 'keyDown') return;
      if (key === 'F12') contents.toggleDevTools();
      else if (control && key.toLowerCase() === 'r') contents.reload();
      else return;
      event.preventDefault();
    });
  });
}
