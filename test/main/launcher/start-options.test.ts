import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../main/launcher/start-options.mjs';
import { cacheFolder, hasDisplay } from '../../../main/launcher/steps/places.mjs';
import { isNodeNewEnough, requireNode } from '../../../main/launcher/steps/node-version.mjs';
import { electronSwitches } from '../../../main/launcher/steps/electron-sandbox.mjs';
import { silentReport } from './silent-report.ts';

describe('the options of npm start', () => {
  it('are the launcher’s own or passed on to the app', () => {
    expect(parseStartOptions(['--serve', '--cameras', '350', '--no-demo'], '/home/desk')).toEqual({
      serve: true,
      dev: false,
      help: false,
      appArguments: ['--cameras', '350', '--no-demo'],
    });
  });

  it('take a data folder as seen from where the person stands', () => {
    expect(parseStartOptions(['--data', 'city'], '/home/desk').appArguments).toEqual(['--data', '/home/desk/city']);
  });

  it.each([[['--camera', '3']], [['--cameras']], [['data']]])('are refused with the list when wrong: %j', (argv) => {
    expect(() => parseStartOptions(argv)).toThrow(
      expect.objectContaining({ name: 'SetupError', advice: expect.stringContaining('--cameras N') as string }) as Error,
    );
  });
});

describe('the machine', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.9', false],
    ['20.19.0', true],
    ['24.1.0', true],
  ])('with Node %s is new enough: %s', (version, expected) => {
    expect(isNodeNewEnough(version)).toBe(expected);
  });

  it('with an old Node is told so plainly', () => {
    expect(() => requireNode('18.0.0')).toThrow('Lubart needs Node 20.19 or newer; this is Node 18.0.0.');
  });

  it('has a display when one is named, and always outside Linux', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });

  it('keeps downloads where its caches are', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/lubart');
    expect(cacheFolder({ LUBART_CACHE_DIR: '/own', XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/own');
  });
});

describe('Chromium’s sandbox', () => {
  const usable = () => true;
  const unusable = () => false;

  it('is off for root alone, and that is said', () => {
    const report = silentReport();
    expect(electronSwitches({ program: '/e/electron', report, isRoot: true, platform: 'linux', sandboxUsable: usable })).toContain('--no-sandbox');
    expect(report.lines.join()).toContain('Running as root');
    expect(electronSwitches({ program: '/e/electron', report, isRoot: false, platform: 'linux', sandboxUsable: usable })).not.toContain('--no-sandbox');
  });

  it('is never given up for an ordinary user: the command that makes it usable is shown', () => {
    const start = () => electronSwitches({ program: '/e/electron', report: silentReport(), isRoot: false, platform: 'linux', sandboxUsable: unusable });
    expect(start).toThrow(expect.objectContaining({ advice: "sudo chown root:root '/e/chrome-sandbox' && sudo chmod 4755 '/e/chrome-sandbox'" }) as Error);
  });
});
