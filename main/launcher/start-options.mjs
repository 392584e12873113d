import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from './steps/setup-error.mjs';

/**
 * The options of `npm start`. Those of the launcher say how to start; the others are the app's own and passed on.
 * @type {Readonly<Record<string, { value?: string, isLaunchers?: true, text: string }>>}
 */
export const START_OPTIONS = {
  data: { value: 'DIR', text: 'keep everything in DIR instead of the data folder of this system' },
  serve: { isLaunchers: true, text: 'no window: serve the console to a browser on this machine' },
  port: { value: 'N', text: 'the port to serve on (0 picks a free one)' },
  lang: { value: 'uk|en', text: 'language of the window until somebody chooses another' },
  cameras: { value: 'N', text: 'how many cameras the demo city has' },
  light: { value: 'auto|day|night|mixed', text: 'light over the demo city' },
  events: { value: 'off|normal|often', text: 'how often something happens in the demo city' },
  'no-demo': { text: 'do not open the demo city when no camera is configured' },
  dev: { isLaunchers: true, text: 'rebuild and reload when a source changes; developer tools' },
  help: { isLaunchers: true, text: 'show this' },
};

/** @returns {string} */
export function startHelp() {
  const lines = Object.entries(START_OPTIONS).map(([name, { value, text }]) => {
    const left = value === undefined ? `--${name}` : `--${name} ${value}`;
    return `  ${left.padEnd(32)}${text}`;
  });
  return ['npm start -- [options]', ...lines].join('\n');
}

/**
 * @param {readonly string[]} argv without Node and the script
 * @param {string} [directory] what a relative `--data` is relative to
 * @returns {{ serve: boolean, dev: boolean, help: boolean, appArguments: string[] }}
 * @throws {SetupError} when an option is unknown or lacks its value
 */
export function parseStartOptions(argv, directory = process.cwd()) {
  /** @type {Record<string, { type: 'string' | 'boolean' }>} */
  const options = {};
  for (const [name, { value }] of Object.entries(START_OPTIONS)) options[name] = { type: value === undefined ? 'boolean' : 'string' };
  /** @type {Record<string, string | boolean | undefined>} */
  let values;
  try {
    ({ values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SetupError(error.message, startHelp());
  }
  /** @type {string[]} */
  const appArguments = [];
  for (const [name, option] of Object.entries(START_OPTIONS)) {
    const value = values[name];
    if (option.isLaunchers || value === undefined || value === false) continue;
    appArguments.push(`--${name}`);
    if (typeof value === 'string') appArguments.push(name === 'data' ? resolve(directory, value) : value);
  }
  return { serve: values.serve === true, dev: values.dev === true, help: values.help === true, appArguments };
}
