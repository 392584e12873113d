import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Child processes of the launcher. Each runs in a process group of its own, so that it can be ended together
 * with everything it started, and is ended when the launcher is told to end.
 *
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {{ code: number, signal: NodeJS.Signals | null }} Ending
 */

/** The app gives its host 5 s to stop; a little more than that before everything is killed. */
const GRACE_MS = 8_000;

/** @type {Set<ChildProcess>} */
const running = new Set();

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {{ child: ChildProcess, ended: Promise<Ending> }} `ended` rejects only when the program cannot be started
 */
export function spawnTracked(command, args, options) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  const ended = new Promise((/** @type {(ending: Ending) => void} */ resolve, reject) => {
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    // 'close' and not 'exit': the last lines of output have been read by then.
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: exitCodeOf(code, signal), signal });
    });
  });
  return { child, ended };
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number} the code a shell would report
 */
export function exitCodeOf(code, signal) {
  if (signal !== null) return 128 + (constants.signals[signal] ?? 0);
  return code ?? 1;
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The group has ended by itself between the check and the call: that is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Asks the leader of every running group to end, and kills whole groups that have not after the grace time.
 * Only the leader is asked: it ends its own children in the right order.
 * @param {NodeJS.Signals} signal
 */
function endRunning(signal) {
  for (const child of running) child.kill(signal);
  setTimeout(() => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  }, GRACE_MS).unref();
}

/**
 * Ctrl+C, kill and a closed terminal end everything that was started; a second signal ends it at once.
 * @param {(signal: NodeJS.Signals) => void} [onFirst] called before the children are asked
 */
export function endChildrenOnSignals(onFirst) {
  let asked = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (asked || running.size === 0) {
        for (const child of running) signalGroup(child, 'SIGKILL');
        process.exit(exitCodeOf(null, signal));
      }
      asked = true;
      onFirst?.(signal);
      endRunning(signal);
    });
  }
  process.on('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
}

/**
 * Kills what a finished group leader may have left behind (a browser, a display server).
 * @param {ChildProcess} child
 */
export function sweepGroup(child) {
  if (process.platform !== 'win32') signalGroup(child, 'SIGKILL');
}

/**
 * Runs a program to its end, its output line by line.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeoutMs?: number, shell?: boolean }} options
 * @returns {Promise<Ending & { tail: string[] }>} `tail` is the last 40 lines of output and errors
 */
export async function runLines(command, args, { cwd, env = process.env, onLine, timeoutMs, shell = false }) {
  /** @type {string[]} */
  const tail = [];
  const { child, ended } = spawnTracked(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    eachLine(stream, (text) => {
      tail.push(text);
      if (tail.length > 40) tail.shift();
      onLine?.(text);
    });
  }
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => signalGroup(child, 'SIGKILL'), timeoutMs);
  try {
    return { ...(await ended), tail };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {import('node:stream').Readable | null} stream
 * @param {(line: string) => void} onLine
 */
export function eachLine(stream, onLine) {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (/** @type {string} */ text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream?.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
