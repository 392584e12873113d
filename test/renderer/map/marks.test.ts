import { expect, test } from 'vitest';
import { CAMERA_STATES } from '#shared/contract/cameras.ts';
import { cameraMark, clusterMark, incidentPin, markStateOf } from '#renderer/features/map/marks.ts';

const camera = { azimuthDeg: 90, fovDeg: 60, hasPtz: false } as const;

test('every state of a camera looks different, apart from colour', () => {
  const bare = (svg: string): string => svg.replaceAll('var(--m-halo)', 'hollow').replace(/var\(--[a-z0-9-]+\)/g, 'ink');
  const seen = new Map(CAMERA_STATES.map((state) => [markStateOf(state), bare(cameraMark({ ...camera, state }, false))]));
  expect(new Set(seen.values()).size).toBe(seen.size);
});

test('a camera that looks east has its nose to the east; one without direction has none', () => {
  expect(cameraMark({ ...camera, state: 'streaming' }, false)).toContain('M11.0 0.0L');
  expect(cameraMark({ ...camera, azimuthDeg: null, state: 'streaming' }, false)).not.toContain('fill-opacity');
});

test('a pin shows nothing but digits of our own number', () => {
  expect(incidentPin(1, '4318', false)).toContain('>4318<');
  expect(incidentPin(1, '<svg onload=alert(1)>', false)).not.toContain('onload');
});

test('the share without a picture is drawn as an arc only when there is one', () => {
  expect(clusterMark(7, 0)).not.toContain('--sev-1');
  expect(clusterMark(7, 0.3)).toContain('--sev-1');
  expect(clusterMark(7, 1)).toContain('--sev-1');
});
