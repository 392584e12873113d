import type { WebPreferences } from 'electron';

/** Preferences of every window, all of them written out although some are defaults: a test reads them back. */
export function webPreferences(preload: string, isDevelopment: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    disableDialogs: true,
    spellcheck: false,
    devTools: isDevelopment,
    // Alarms must be heard before anybody has clicked, and pictures must go on behind another window.
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
  };
}
