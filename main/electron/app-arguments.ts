/** Which of the process's arguments are ours. Electron and Chromium have theirs in the same list. */
import { resolve } from 'node:path';

const CHROMIUM_SWITCH = /^--(?:no-sandbox|disable-|enable-|remote-debugging-|inspect|user-data-dir|ozone-|use-|log-|lang=|force-)/;

/**
 * @param argv `process.argv` of Electron's main process
 * @param appPaths in a development tree the absolute paths Electron may have been given, of which one stands among the
 * arguments before ours; none when packaged
 */
export function appArguments(argv: readonly string[], appPaths: readonly string[]): string[] {
  const at = argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-') && appPaths.includes(resolve(arg)));
  return argv.slice(Math.max(at, 0) + 1).filter((arg) => !CHROMIUM_SWITCH.test(arg));
}
