import { describe, expect, it } from 'vitest';
import { PtzMotion } from '#main/simulator/city/ptz-motion.ts';

const START = 1_000_000;
const BOTH = { panTilt: true, zoom: true };

describe('continuous movement', () => {
  it('goes on at its speed until stopped', () => {
    const motion = new PtzMotion(START);
    motion.moveContinuously({ pan: 0.5, tilt: -1, zoom: 0 }, 60_000, START);
    expect(motion.positionAt(START + 1000)).toEqual({ pan: 0.125, tilt: -0.25, zoom: 0 });
    motion.stop(BOTH, START + 2000);
    expect(motion.positionAt(START + 9000)).toEqual({ pan: 0.25, tilt: -0.5, zoom: 0 });
    expect(motion.movingAt(START + 9000)).toEqual({ panTilt: false, zoom: false });
  });

  it('ends by itself after the timeout, however late one looks', () => {
    const motion = new PtzMotion(START);
    motion.moveContinuously({ pan: 1 }, 1000, START);
    expect(motion.movingAt(START + 999).panTilt).toBe(true);
    expect(motion.positionAt(START + 60_000).pan).toBe(0.25);
    expect(motion.movingAt(START + 60_000).panTilt).toBe(false);
  });

  it('keeps what a second command does not name, and stops one part alone', () => {
    const motion = new PtzMotion(START);
    motion.moveContinuously({ pan: 0.4, tilt: 0 }, 60_000, START);
    motion.moveContinuously({ zoom: 0.4 }, 60_000, START + 1000);
    motion.stop({ panTilt: true, zoom: false }, START + 2000);
    expect(motion.movingAt(START + 2000)).toEqual({ panTilt: false, zoom: true });
    const { pan, zoom } = motion.positionAt(START + 3000);
    expect(pan).toBeCloseTo(0.2, 6);
    expect(zoom).toBeCloseTo(0.2, 6);
  });

  it('stands still at the limits', () => {
    const motion = new PtzMotion(START);
    motion.moveContinuously({ pan: -1, zoom: -1 }, 60_000, START);
    expect(motion.positionAt(START + 30_000)).toEqual({ pan: -1, tilt: 0, zoom: 0 });
    expect(motion.movingAt(START + 30_000)).toEqual({ panTilt: false, zoom: false });
  });
});

describe('gliding', () => {
  it('arrives exactly, never beyond, and clamps what is outside', () => {
    const motion = new PtzMotion(START);
    motion.moveTo({ pan: 0.3, tilt: -5, zoom: 0.1 }, {}, START);
    expect(motion.positionAt(START + 400)).toEqual({ pan: 0.1, tilt: -0.1, zoom: 0.1 });
    expect(motion.movingAt(START + 400)).toEqual({ panTilt: true, zoom: false });
    expect(motion.positionAt(START + 60_000)).toEqual({ pan: 0.3, tilt: -1, zoom: 0.1 });
  });

  it('moves by a translation from where it is', () => {
    const motion = new PtzMotion(START);
    motion.moveTo({ pan: 0.5 }, {}, START);
    motion.positionAt(START + 10_000);
    motion.moveBy({ pan: -0.2 }, {}, START + 10_000);
    expect(motion.positionAt(START + 20_000).pan).toBeCloseTo(0.3, 6);
  });
});

describe('presets and home', () => {
  it('comes back to a stored place and forgets it on demand', () => {
    const motion = new PtzMotion(START);
    motion.moveTo({ pan: 0.5, zoom: 0.5 }, {}, START);
    const stored = motion.setPreset(null, 'Острівець', START + 5000);
    motion.goHome({}, START + 5000);
    expect(motion.isHomeViewAt(START + 10_000)).toBe(true);
    motion.moveTo(motion.preset(stored?.token ?? '')?.position ?? {}, {}, START + 10_000);
    expect(motion.positionAt(START + 20_000)).toEqual({ pan: 0.5, tilt: 0, zoom: 0.5 });
    expect(motion.removePreset(stored?.token ?? '')).toBe(true);
    expect(motion.preset(stored?.token ?? '')).toBeNull();
    expect(motion.setPreset('unknown', 'x', START)).toBeNull();
  });

  it('has room for so many presets only', () => {
    const motion = new PtzMotion(START);
    while (motion.setPreset(null, 'x', START)) expect(motion.presets().length).toBeLessThan(100);
    expect(motion.presets()).toHaveLength(32);
  });
});
