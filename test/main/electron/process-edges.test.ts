import { PassThrough } from 'node:stream';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { appArguments } from '#main/electron/app-arguments.ts';
import { findFreePort } from '#main/electron/free-port.ts';
import { whenLauncherIsGone } from '#main/electron/launcher-link.ts';

describe('the arguments of the desktop process', () => {
  const APP = ['/srv/lubart', '/srv/lubart/out/main/desktop.js'];

  it.each([
    [['/e/electron', '--no-sandbox', '/srv/lubart', '--data', '/d', '--cameras', '4'], APP, ['--data', '/d', '--cameras', '4']],
    [['/e/electron', '--inspect=0', '--remote-debugging-port=0', '/srv/lubart/out/main/desktop.js', '--no-demo', '--no-sandbox'], APP, ['--no-demo']],
    [['/e/electron', '/srv/lubart', '--data', '/srv/lubart'], APP, ['--data', '/srv/lubart']],
    [['/opt/Lubart/lubart', '--no-sandbox', '--port', '8080', '--lang', 'en'], [], ['--port', '8080', '--lang', 'en']],
  ])('%j are ours as %j', (argv, appPaths, expected) => {
    expect(appArguments(argv, appPaths)).toEqual(expected);
  });
});

describe('the link to the launcher', () => {
  it('ends the program once when the launcher’s end of it is gone', async () => {
    const input = new PassThrough();
    let ends = 0;
    whenLauncherIsGone({ LUBART_ENDS_WITH_STDIN: '1' }, () => (ends += 1), input);
    input.write('ignored');
    expect(ends).toBe(0);
    input.end();
    await once(input, 'end');
    expect(ends).toBe(1);
  });

  it('does nothing when nobody asked for it: a menu starts programs with no input at all', async () => {
    const input = new PassThrough();
    let ends = 0;
    whenLauncherIsGone({}, () => (ends += 1), input);
    input.end().resume();
    await once(input, 'end');
    expect(ends).toBe(0);
  });
});

it('a free port can be listened on', async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  expect(port).toBeGreaterThan(0);
});
