import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodeOf, runLines } from '../../../main/launcher/steps/processes.mjs';

const MODULE = pathToFileURL(join(import.meta.dirname, '../../../main/launcher/steps/processes.mjs')).href;

/** A launcher whose app has a child of its own; prints both process ids once they run. */
function launcherWithApp(app: string) {
  const script = `
    import { eachLine, endChildrenOnSignals, spawnTracked, sweepGroup } from ${JSON.stringify(MODULE)};
    endChildrenOnSignals();
    const { child, ended } = spawnTracked(process.execPath, ['--eval', ${JSON.stringify(app)}], { stdio: ['pipe', 'pipe', 'inherit'] });
    eachLine(child.stdout, (line) => console.log(line));
    const { code } = await ended;
    sweepGroup(child);
    process.exit(code);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

const APP_WITH_CHILD = `
  const { spawn } = require('node:child_process');
  const grandchild = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
  process.on('SIGTERM', () => process.exit(7));
  grandchild.once('spawn', () => console.log(process.pid + ' ' + grandchild.pid));`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.runIf(process.platform !== 'win32')('what the launcher started', () => {
  it('is asked to end, hands its exit code on, and takes its own children along', async () => {
    const launcher = launcherWithApp(APP_WITH_CHILD);
    const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
    const pids = line.toString().trim().split(' ').map(Number);
    launcher.kill('SIGTERM');
    const [code] = (await once(launcher, 'exit')) as [number];
    expect(code).toBe(7);
    await until(() => !pids.some(isAlive));
  });

  it('is killed by a second signal when it does not listen', async () => {
    const launcher = launcherWithApp(`process.on('SIGINT', () => console.log('not now')); console.log(process.pid); setInterval(() => {}, 1000);`);
    const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    launcher.kill('SIGINT');
    await once(launcher.stdout, 'data');
    launcher.kill('SIGINT');
    const [code] = (await once(launcher, 'exit')) as [number];
    expect(code).toBe(130);
    await until(() => !isAlive(pid));
  });
});

describe('a program run line by line', () => {
  it('is read to its last line, even without an end of line', async () => {
    const lines: string[] = [];
    const { code, tail } = await runLines(process.execPath, ['--eval', `process.stdout.write('one\\ntwo'); process.exitCode = 4;`], {
      cwd: '/',
      onLine: (line) => lines.push(line),
    });
    expect({ code, lines, tail }).toEqual({ code: 4, lines: ['one', 'two'], tail: ['one', 'two'] });
  });

  it('is ended after its time', async () => {
    const { signal } = await runLines(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { cwd: '/', timeoutMs: 50 });
    expect(signal).toBe('SIGKILL');
  });

  it('reports a signal as a shell does', () => {
    expect(exitCodeOf(null, 'SIGKILL')).toBe(137);
  });
});
