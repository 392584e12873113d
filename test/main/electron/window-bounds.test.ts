import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fitBounds, readSavedWindow, writeSavedWindow } from '#main/electron/window-bounds.ts';
import { createLogger } from '#main/kernel/log.ts';

const LEFT = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 2560, height: 1400 };

describe('the console window', () => {
  it('fills the first screen the first time', () => {
    expect(fitBounds(null, [LEFT, RIGHT])).toEqual(LEFT);
  });

  it('comes back where it stood, on the screen it stood on', () => {
    const saved = { x: 2100, y: 50, width: 1600, height: 900 };
    expect(fitBounds(saved, [LEFT, RIGHT])).toEqual(saved);
  });

  it('comes to the first screen when its own is gone', () => {
    expect(fitBounds({ x: 2100, y: 50, width: 1600, height: 900 }, [LEFT])).toEqual({ x: 160, y: 70, width: 1600, height: 900 });
  });

  it('is pushed back when it hangs over the edge', () => {
    expect(fitBounds({ x: -300, y: 500, width: 1600, height: 900 }, [LEFT])).toEqual({ x: 0, y: 140, width: 1600, height: 900 });
  });

  it('is never smaller than the screens are drawn for, nor larger than its screen', () => {
    expect(fitBounds({ x: 10, y: 10, width: 400, height: 300 }, [LEFT])).toMatchObject({ width: 1366, height: 768 });
    expect(fitBounds(null, [{ x: 0, y: 0, width: 1280, height: 720 }])).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
  });
});

describe('its saved bounds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lubart-window-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are read as written, and a damaged file is as good as none', () => {
    const log = createLogger({ level: 'silent' });
    const file = join(folder, 'state', 'console-window.json');
    expect(readSavedWindow(file, log)).toBeNull();
    const saved = { bounds: { x: 1, y: 2, width: 1400, height: 800 }, isMaximized: true };
    writeSavedWindow(file, saved);
    expect(readSavedWindow(file, log)).toEqual(saved);
    writeFileSync(file, '{"bounds":{"x":"1"');
    expect(readSavedWindow(file, log)).toBeNull();
  });
});
