import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { randomPortBase } from '#main/simulator/index.ts';
import { FFMPEG } from './test-clips.ts';

type Process = ChildProcessByStdio<Writable, Readable, null>;

let directory: string;
const running: Process[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'simulator-entry-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function start(portBase: number, ffmpeg = FFMPEG): Process {
  const args = ['--import', 'tsx', 'main/entry/simulator.ts', '--leash', '--cameras', '1', '--cache', directory, '--ffmpeg', ffmpeg];
  const child = spawn(process.execPath, [...args, '--port-base', String(portBase)], { stdio: ['pipe', 'pipe', 'ignore'] });
  running.push(child);
  return child;
}

async function answers(portBase: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${portBase - 1}/status`).then(
    ({ ok }) => ok,
    () => false,
  );
}

it('is gone with everything it opened when its parent lets go of the leash', async () => {
  const portBase = randomPortBase();
  const child = start(portBase);
  while (!(await answers(portBase))) {
    expect(child.exitCode).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const exited = once(child, 'exit');
  child.stdin.end();
  expect(await exited).toEqual([0, null]);
  expect(await answers(portBase)).toBe(false);
}, 40_000);

it('says in one line why it cannot start', async () => {
  const taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const child = start((taken.address() as AddressInfo).port);
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
  expect(JSON.parse(output)).toEqual({ type: 'failed', message: expect.stringContaining('EADDRINUSE') });
  taken.close();
}, 40_000);

it('gives up when it can draw nothing at all', async () => {
  const child = start(randomPortBase(), join(directory, 'no-such-ffmpeg'));
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
  expect(
    output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type),
  ).toEqual(['progress', 'failed']);
}, 40_000);
