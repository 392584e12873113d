import { beforeEach, expect, test } from 'vitest';
import { readArchiveLink } from '#renderer/features/archive/archive-link.ts';
import { focusCamera, goTo, noteShown, openLink, toggleCamera, useArchive } from '#renderer/features/archive/archive-store.ts';
import { playbackWindow, windowFor } from '#renderer/features/archive/playback-window.ts';
import { shifted, SPEEDS } from '#renderer/features/archive/speeds.ts';

const NOW = Date.parse('2026-11-20T15:41:37Z');
const ID = (n: number): string => `01a1f92d-6aff-751e-a676-00000000000${n}`;
const link = (query: string) => readArchiveLink(new URLSearchParams(query));

beforeEach(() => useArchive.setState(useArchive.getInitialState(), true));

test('an incident opens its cameras at its clip, with the way back', () => {
  openLink(link(`camera=${ID(1)}&camera=${ID(2)}&from=${NOW - 900_000}&to=${NOW - 300_000}&incident=${ID(9)}`), NOW);
  const { cameraIds, focusedId, cursorAt, view, incidentId, isPlaying } = useArchive.getState();
  expect({ cameraIds, focusedId, cursorAt, incidentId, isPlaying }).toEqual({
    cameraIds: [ID(1), ID(2)],
    focusedId: ID(1),
    cursorAt: NOW - 900_000,
    incidentId: ID(9),
    isPlaying: true,
  });
  expect(view.from).toBeLessThanOrEqual(NOW - 900_000);
  expect(view.to).toBeGreaterThanOrEqual(NOW - 300_000);
});

test('an address that somebody made up opens nothing strange', () => {
  const made = link(
    `camera=../../etc&camera=${ID(1)}&camera=${ID(1)}&camera=${ID(2)}&camera=${ID(3)}&camera=${ID(4)}&camera=${ID(5)}&at=1e400&incident=%3Cb%3E`,
  );
  expect(made).toEqual({ cameraIds: [ID(1), ID(2), ID(3), ID(4)], at: null, lengthMs: null, incidentId: null });
  openLink(link(`camera=${ID(1)}&at=${NOW + 1e9}`), NOW);
  expect(useArchive.getState().cursorAt).toBe(NOW);
});

test('coming back without a moment shows what was shown', () => {
  openLink(link(`camera=${ID(1)}&at=${NOW - 900_000}`), NOW);
  noteShown(NOW - 880_000);
  openLink(link(''), NOW);
  expect(useArchive.getState()).toMatchObject({ cursorAt: NOW - 880_000, focusedId: ID(1), request: { at: NOW - 880_000 } });
});

test('four cameras and no fifth; another takes the focus when the focused one goes', () => {
  openLink(link(''), NOW);
  expect([1, 2, 3, 4, 5].map((n) => toggleCamera(ID(n)))).toEqual([true, true, true, true, false]);
  focusCamera(ID(2));
  expect(toggleCamera(ID(2))).toBe(true);
  expect(useArchive.getState()).toMatchObject({ cameraIds: [ID(1), ID(3), ID(4)], focusedId: ID(3) });
});

test('another camera plays from the same moment, and no jump leads into the future', () => {
  openLink(link(`camera=${ID(1)}&camera=${ID(2)}&at=${NOW - 900_000}`), NOW);
  noteShown(NOW - 700_000);
  focusCamera(ID(2));
  expect(useArchive.getState().request.at).toBe(NOW - 700_000);
  goTo(NOW + 5_000, NOW);
  expect(useArchive.getState().cursorAt).toBe(NOW);
});

test('jumps nearby stay in one opening, since each is logged', () => {
  const open = playbackWindow(NOW);
  expect(open.from).toBeLessThan(NOW - 59_000);
  expect(windowFor(NOW - 30_000, open)).toBe(open);
  expect(windowFor(open.to, open)).not.toBe(open);
  expect(windowFor(open.from - 1, open).from).toBeLessThan(open.from);
});

test('speeds end at their ends', () => {
  expect(shifted(16, 1)).toBe(16);
  expect(shifted(-16, -1)).toBe(-16);
  expect(SPEEDS.slice(1).map((speed) => shifted(speed, -1))).toEqual(SPEEDS.slice(0, -1));
});
