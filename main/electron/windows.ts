/** The console's window. */
import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { Logger } from '../kernel/log.ts';
import { APP_ORIGIN } from './asset-path.ts';
import { recoverRenderer } from './renderer-recovery.ts';
import { webPreferences } from './web-preferences.ts';
import { fitBounds, MINIMUM_CONTENT, readSavedWindow, writeSavedWindow } from './window-bounds.ts';

/** The design's ground colour, shown until the first paint so that nothing flashes. */
const GROUND = '#090c10';

export interface WindowOptions {
  /** Where bounds are kept. */
  stateDir: string;
  preload: string;
  icon: string | null;
  isDevelopment: boolean;
  log: Logger;
}

/** Opens the console window at once, on the screen it was last on, and loads the page. */
export function openConsole({ stateDir, preload, icon, isDevelopment, log }: WindowOptions): BrowserWindow {
  const stateFile = join(stateDir, 'console-window.json');
  const saved = readSavedWindow(stateFile, log);
  const bounds = fitBounds(
    saved?.bounds ?? null,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    useContentSize: true,
    minWidth: Math.min(MINIMUM_CONTENT.width, bounds.width),
    minHeight: Math.min(MINIMUM_CONTENT.height, bounds.height),
    title: 'Lubart',
    backgroundColor: GROUND,
    darkTheme: true,
    autoHideMenuBar: true,
    show: true,
    ...(icon === null ? {} : { icon }),
    webPreferences: webPreferences(preload, isDevelopment),
  });
  if (saved?.isMaximized) window.maximize();

  const load = () => {
    // A failure is reported by did-fail-load, where it is tried again.
    window.loadURL(`${APP_ORIGIN}/`).catch((error: unknown) => log.warn({ err: error }, 'loading the page was interrupted'));
  };
  recoverRenderer(window, load, log);
  // about:blank is the one address whose navigation cannot be refused.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url.startsWith(`${APP_ORIGIN}/`)) return;
    log.warn('page left the console; loading it again');
    load();
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => {
    try {
      writeSavedWindow(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
    } catch (error) {
      // A full disk must not keep the window from closing.
      log.error({ err: error }, 'window bounds could not be saved');
    }
  });
  load();
  return window;
}
