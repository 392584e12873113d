import { expect, test } from 'vitest';
import type { Camera } from '#shared/contract/cameras.ts';
import { placedAs, readCameraForm, stepped, toCameraForm, withPosition } from '#renderer/features/cameras/camera-form.ts';

const CAMERA = {
  number: 'К-114',
  place: 'пр. Волі',
  district: 'Центр',
  position: { lat: 50.751651, lng: 25.317294 },
  azimuthDeg: 70,
  fovDeg: null,
  heightM: 11,
  isRecorded: true,
} as Camera;
const kept = toCameraForm(CAMERA);

test('nothing changed sends nothing, although the register is finer than the form', () => {
  expect(readCameraForm(kept, kept)).toEqual({ changes: {}, wrong: {} });
});

test('only what changed is sent; an emptied number is taken away', () => {
  const read = readCameraForm({ ...kept, place: ' пр. Соборності ', azimuthDeg: '', heightM: '9,5', isRecorded: false }, kept);
  expect(read).toEqual({ changes: { place: 'пр. Соборності', azimuthDeg: null, heightM: 9.5, isRecorded: false }, wrong: {} });
});

test('a press on the map sets the place', () => {
  const moved = withPosition(kept, { lat: 50.7612345, lng: 25.34 });
  expect(readCameraForm(moved, kept).changes).toEqual({ position: { lat: 50.76123, lng: 25.34 } });
});

test('what the register would not take is named and nothing is sent', () => {
  const read = readCameraForm({ ...kept, number: ' ', lat: '91', azimuthDeg: '360', fovDeg: '0', heightM: 'high' }, kept);
  expect(read).toEqual({ changes: {}, wrong: { number: 'number', lat: 'lat', azimuthDeg: 'azimuthDeg', fovDeg: 'fovDeg', heightM: 'heightM' } });
});

test('half a place is no place', () => {
  expect(readCameraForm({ ...kept, lng: '' }, kept).wrong).toEqual({ lng: 'pair' });
  expect(readCameraForm({ ...kept, lat: '', lng: '' }, kept).changes).toEqual({ position: null });
  expect(placedAs({ ...kept, lng: '' }).position).toBeNull();
});

test('arrows change a number within what is allowed; an azimuth goes round', () => {
  expect(stepped('359', 'azimuthDeg', 1)).toBe('0');
  expect(stepped('5', 'azimuthDeg', -10)).toBe('355');
  expect(stepped('', 'fovDeg', 10)).toBe('10');
  expect(stepped('360', 'fovDeg', 1)).toBe('360');
  expect(stepped('50.75165', 'lat', 1)).toBe('50.75166');
  expect(stepped('high', 'heightM', 1)).toBe('high');
});
