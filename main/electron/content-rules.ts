/** What any page, in any window, may not do: go elsewhere, open windows, embed others. */
import { shell, type App, type WebContents } from 'electron';
import type { Logger } from '../kernel/log.ts';
import { isExternalLinkAllowed } from './external-links.ts';

/** Applies to every page the app will ever have, so that a window added later cannot forget it. */
export function restrictContents(app: App, hostOrigin: () => string | null, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      // A reload goes to where the page already is.
      if (event.isMainFrame && event.url === contents.getURL()) return;
      log.warn('navigation refused');
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url, hostOrigin(), contents, log);
      return { action: 'deny' };
    });
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault();
    answer();
  });
}

function openOutside(address: string, hostOrigin: string | null, contents: WebContents, log: Logger): void {
  if (!isExternalLinkAllowed(address, hostOrigin)) {
    log.warn({ contentsId: contents.id }, 'new window refused');
    return;
  }
  shell.openExternal(address).catch((error: unknown) => log.error({ err: error }, 'the browser could not be opened'));
}
