/** Which of the process's arguments are ours. Electron and Chromium have theirs in the same list. */
import { resolve } from 'node:path';

const CHROMIUM_SWITCH = /^--(?:no-sandbox|disable-|enable-|remote-debugging-|inspect|user-data-dir|ozone-|use-|log-|lang=|force-)/;

/**
 * @param argv `process.argv` of Electron's main process
 * @param appPath in a development tree the folder (or script) given to Electron, which stands among the arguments; null when packaged
 */
export function appArguments(argv: readonly string[], appPath: string | null): string[] {
  const at = appPath === null ? 0 : argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-') && resolve(arg) === appPath);
  return argv.slice(Math.max(at, 0) + 1).filter((arg) => !CHROMIUM_SWITCH.test(arg));
}
