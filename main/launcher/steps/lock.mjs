import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A lock file that names its owner, so that two launchers in one clone prepare it one after the other.
 * The owner is a process id with its start time (a number alone may have been given to another program since).
 *
 * @typedef {{ pid: number, startedAt: string | null }} Owner
 */

const POLL_MS = 200;

/**
 * @param {number} pid
 * @returns {string | null} the kernel's start tick, where it can be had (Linux)
 */
function startTimeOf(pid) {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold blanks and brackets (proc(5)).
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null; // No such process: the caller learns the same from kill(pid, 0).
  }
}

/**
 * @param {Owner} owner
 * @returns {boolean}
 */
export function isOwnerAlive(owner) {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return owner.startedAt === null || owner.startedAt === startTimeOf(owner.pid);
}

/**
 * @param {string} text
 * @returns {Owner | null} null when the file is not (or not yet) a lock this program wrote
 */
function parseOwner(text) {
  try {
    const value = JSON.parse(text);
    return typeof value?.pid === 'number' ? { pid: value.pid, startedAt: value.startedAt ?? null } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @returns {string | null}
 */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Takes the lock when it is free. Written to a file of its own first and then linked into place, so that
 * nobody ever reads half an owner.
 * @param {string} path
 * @returns {boolean}
 */
function tryTake(path) {
  const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) }));
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes a lock whose owner is gone. Moved aside and looked at again, since another launcher may have
 * replaced it in the meantime; a live one is put back.
 * @param {string} path
 * @param {string} staleText
 */
function removeStale(path, staleText) {
  const aside = `${path}.stale.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== staleText) linkSync(aside, path);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Runs `work` while holding the lock. Waits for a living owner, takes over from a dead one.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (ownerPid: number) => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryTake(path)) {
    const text = readIfThere(path);
    if (text === null) continue;
    const owner = parseOwner(text);
    if (owner === null || !isOwnerAlive(owner)) {
      removeStale(path, text);
      continue;
    }
    if (!told) onWait?.(owner.pid);
    told = true;
    await delay(POLL_MS);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
