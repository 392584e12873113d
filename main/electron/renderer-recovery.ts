/** Brings a page back whose process crashed, was killed for memory, or hangs. */
import type { BrowserWindow } from 'electron';
import type { Logger } from '../kernel/log.ts';
import { backoffMs } from '../kernel/backoff.ts';

/** A page may be busy; one that stays so this long is hung. */
const UNRESPONSIVE_MS = 10_000;
/** A page that lived this long has recovered. */
const RECOVERED_AFTER_MS = 60_000;
const PAUSE = { firstMs: 200, maxMs: 10_000 };

/** Watches the window's page until the window is closed. `reload` loads it anew. */
export function recoverRenderer(window: BrowserWindow, reload: () => void, log: Logger): void {
  let failures = 0;
  let reloadTimer: NodeJS.Timeout | undefined;
  let hungTimer: NodeJS.Timeout | undefined;
  let recoveredTimer: NodeJS.Timeout | undefined;

  const again = (why: string, details: object) => {
    failures += 1;
    clearTimeout(recoveredTimer);
    clearTimeout(reloadTimer);
    const pauseMs = backoffMs(failures, PAUSE);
    log.error({ ...details, failures, pauseMs }, why);
    reloadTimer = setTimeout(reload, pauseMs);
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    clearTimeout(hungTimer);
    if (reason !== 'clean-exit') again('page process is gone; loading it again', { reason, exitCode });
  });
  window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    // -3 is "aborted": another load has taken its place.
    if (isMainFrame && code !== -3) again('page could not be loaded; trying again', { code, description });
  });
  window.webContents.on('did-finish-load', () => {
    clearTimeout(recoveredTimer);
    recoveredTimer = setTimeout(() => {
      failures = 0;
    }, RECOVERED_AFTER_MS);
  });
  window.on('unresponsive', () => {
    log.warn('page does not respond');
    clearTimeout(hungTimer);
    hungTimer = setTimeout(() => {
      log.error('page hangs; ending its process');
      window.webContents.forcefullyCrashRenderer();
    }, UNRESPONSIVE_MS);
  });
  window.on('responsive', () => clearTimeout(hungTimer));
  window.on('closed', () => {
    for (const timer of [reloadTimer, hungTimer, recoveredTimer]) clearTimeout(timer);
  });
}
