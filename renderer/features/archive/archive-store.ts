/** What the archive shows. Outlives leaving the page, so that coming back shows the same. */
import { create } from 'zustand';
import { MAX_CAMERAS, type ArchiveLink } from './archive-link.ts';
import { followed, VIEW_LENGTHS_MS, viewAround, type Stretch, type ViewLength } from './lane-view.ts';
import type { Speed } from './speeds.ts';

/** What was asked to be played: from where, and whether it should go on by itself. `nonce` tells two asks for the same apart. */
export interface PlayRequest {
  at: number;
  nonce: number;
}

export interface ArchiveState {
  cameraIds: readonly string[];
  focusedId: string | null;
  lengthMs: ViewLength;
  view: Stretch;
  /** Moment of the picture, or where it was asked for while there is none. UTC milliseconds. */
  cursorAt: number;
  request: PlayRequest;
  isPlaying: boolean;
  speed: Speed;
  incidentId: string | null;
}

const HOUR_MS: ViewLength = 3_600_000;
/** Opened without a moment: a little back, since the newest segment is still being written. */
const OPENS_BACK_MS = 60_000;

export const useArchive = create<ArchiveState>(() => ({
  cameraIds: [],
  focusedId: null,
  lengthMs: HOUR_MS,
  view: { from: 0, to: HOUR_MS },
  cursorAt: 0,
  request: { at: 0, nonce: 0 },
  isPlaying: true,
  speed: 1,
  incidentId: null,
}));

/** The shortest length in which a stretch has air round it. */
function lengthFor(stretchMs: number): ViewLength {
  return VIEW_LENGTHS_MS.find((length) => length >= stretchMs * 1.5) ?? VIEW_LENGTHS_MS[VIEW_LENGTHS_MS.length - 1] ?? HOUR_MS;
}

/** Opens what an address names; without a moment, the newest that is stored (or what was shown before). */
export function openLink(link: ArchiveLink, now: number): void {
  useArchive.setState((before) => {
    const isNamed = link.cameraIds.length > 0;
    const keepsMoment = before.cursorAt > 0 && link.at === null && !isNamed;
    if (keepsMoment) return { request: { at: before.cursorAt, nonce: before.request.nonce + 1 } };
    const at = Math.min(link.at ?? now - OPENS_BACK_MS, now);
    const lengthMs = link.lengthMs === null ? HOUR_MS : lengthFor(link.lengthMs);
    const cameraIds = isNamed ? link.cameraIds : before.cameraIds;
    return {
      cameraIds,
      focusedId: cameraIds[0] ?? null,
      lengthMs,
      view: viewAround(link.lengthMs === null ? at : at + link.lengthMs / 2, lengthMs),
      cursorAt: at,
      request: { at, nonce: before.request.nonce + 1 },
      isPlaying: true,
      speed: 1,
      incidentId: link.incidentId,
    };
  });
}

/** Jumps to a moment; never into the future. */
export function goTo(at: number, now: number): void {
  useArchive.setState(({ view, request }) => {
    const to = Math.round(Math.min(at, now));
    return { cursorAt: to, view: followed(view, to), request: { at: to, nonce: request.nonce + 1 } };
  });
}

/** The picture that is shown now is of this moment. */
export function noteShown(at: number): void {
  useArchive.setState(({ view }) => ({ cursorAt: Math.round(at), view: followed(view, at) }));
}

export function setLength(lengthMs: ViewLength): void {
  useArchive.setState(({ view, cursorAt }) => ({ lengthMs, view: viewAround(cursorAt, lengthMs, view) }));
}

export function setPlaying(isPlaying: boolean, speed?: Speed): void {
  useArchive.setState((before) => ({ isPlaying, speed: speed ?? before.speed }));
}

/** Plays another of the chosen cameras from the same moment. */
export function focusCamera(id: string): void {
  useArchive.setState(({ cameraIds, focusedId, cursorAt, request }) =>
    cameraIds.includes(id) && id !== focusedId ? { focusedId: id, request: { at: cursorAt, nonce: request.nonce + 1 } } : {},
  );
}

/** Takes a camera in or out. The fifth is not taken; false then. */
export function toggleCamera(id: string): boolean {
  const { cameraIds, focusedId, cursorAt, request } = useArchive.getState();
  if (cameraIds.includes(id)) {
    const at = cameraIds.indexOf(id);
    const rest = cameraIds.filter((each) => each !== id);
    const focused = focusedId === id ? (rest[Math.min(at, rest.length - 1)] ?? null) : focusedId;
    useArchive.setState({ cameraIds: rest, focusedId: focused, request: { at: cursorAt, nonce: request.nonce + 1 } });
    return true;
  }
  if (cameraIds.length >= MAX_CAMERAS) return false;
  useArchive.setState({ cameraIds: [...cameraIds, id], ...(focusedId === null ? { focusedId: id, request: { at: cursorAt, nonce: request.nonce + 1 } } : {}) });
  return true;
}
