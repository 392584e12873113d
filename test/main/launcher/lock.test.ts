import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOwnerAlive, withLock } from '../../../main/launcher/steps/lock.mjs';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lubart-lock-'));
  path = join(folder, 'deep', 'launcher.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that takes the lock, says so and keeps it until it is told to go on (or is killed). */
async function otherHolder() {
  const script = `
    import { withLock } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../main/launcher/steps/lock.mjs')).href)};
    await withLock(${JSON.stringify(path)}, async () => { console.log('holding'); await new Promise((go) => process.stdin.once('data', go)); });
    process.exit(0);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a clone', () => {
  it('lets one in after the other', async () => {
    const seen: string[] = [];
    let releaseFirst = () => {};
    const first = withLock(path, () => {
      seen.push('first in');
      return new Promise<void>((resolve) => {
        releaseFirst = () => {
          seen.push('first out');
          resolve();
        };
      });
    });
    let told = 0;
    const second = withLock(path, () => Promise.resolve(seen.push('second in')), {
      onWait: (pid) => {
        told = pid;
        releaseFirst();
      },
    });
    await Promise.all([first, second]);
    expect(seen).toEqual(['first in', 'first out', 'second in']);
    expect(told).toBe(process.pid);
    expect(existsSync(path)).toBe(false);
  });

  it('waits for another process and goes on when that is done', async () => {
    const other = await otherHolder();
    const waitedFor: number[] = [];
    const mine = withLock(path, () => Promise.resolve('mine'), {
      onWait: (pid) => {
        waitedFor.push(pid);
        other.stdin.write('go\n');
      },
    });
    expect(await mine).toBe('mine');
    expect(waitedFor).toEqual([other.pid]);
  });

  it('takes over from a process that was killed', async () => {
    const other = await otherHolder();
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(existsSync(path)).toBe(true);
    expect(await withLock(path, () => Promise.resolve('taken over'))).toBe('taken over');
  });

  it('takes over a file that is no lock of ours', async () => {
    await withLock(path, () => Promise.resolve());
    writeFileSync(path, '{"pid":');
    expect(await withLock(path, () => Promise.resolve('taken over'))).toBe('taken over');
  });

  it('is released when the work fails', async () => {
    await expect(withLock(path, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(existsSync(path)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('does not take a later process with the same number for the owner', async () => {
    let text = '';
    await withLock(path, () => {
      text = readFileSync(path, 'utf8');
      return Promise.resolve();
    });
    const owner = JSON.parse(text) as { pid: number; startedAt: string };
    expect(isOwnerAlive(owner)).toBe(true);
    expect(isOwnerAlive({ ...owner, startedAt: '1' })).toBe(false);
  });
});
