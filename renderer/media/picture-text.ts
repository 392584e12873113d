/** What the plate over a picture says, from its report: one place for the words of every state. */
import type { TFunction } from 'i18next';
import type { CameraState } from '#shared/contract/cameras.ts';
import type { PictureReport } from './live-session.ts';

/** The part of a report that the plate depends on; a new value of any of them re-renders the tile. */
export interface PlateFacts {
  state: PictureReport['state'];
  isSamePicture: boolean;
  seconds: number | null;
  lastFrameAt: number | null;
  tries: number;
  nextTryS: number | null;
  reason: string | null;
}

/** While one opens, a camera that is known to give nothing, or an attempt that failed, is no signal, not "opening". */
function shownState(report: PictureReport, cameraState: CameraState | null): PictureReport['state'] {
  if (report.state !== 'opening') return report.state;
  const isDark = cameraState !== null && DARK_STATES.has(cameraState);
  return isDark || report.tries > 0 ? 'gone' : 'opening';
}

export function plateFacts(report: PictureReport, cameraState: CameraState | null): PlateFacts {
  const state = shownState(report, cameraState);
  const isPlated = state === 'frozen' || state === 'gone';
  return {
    state,
    isSamePicture: report.isSamePicture,
    seconds: isPlated && report.ageMs !== null ? Math.floor((report.isSamePicture ? report.sameForMs : report.ageMs) / 1000) : null,
    lastFrameAt: isPlated && !report.isSamePicture ? report.lastFrameAt : null,
    tries: isPlated ? report.tries : 0,
    nextTryS: isPlated && report.nextTryInMs !== null ? Math.ceil(report.nextTryInMs / 1000) : null,
    reason: report.reason,
  };
}

export function isSameFacts(a: PlateFacts, b: PlateFacts): boolean {
  return (Object.keys(a) as (keyof PlateFacts)[]).every((key) => a[key] === b[key]);
}

/** Reasons of the camera itself that tell more than "no signal". */
const TELLING_STATES: ReadonlySet<CameraState> = new Set(['unreachable', 'unauthorised', 'fault', 'stalled']);

/** No picture can come while the camera is so. One that is `off` is only not watched: it opens when somebody looks. */
const DARK_STATES: ReadonlySet<CameraState> = new Set(['unreachable', 'unauthorised', 'fault']);

/** Reasons that have a text of their own under `monitor.tile.reason`. */
const KNOWN_REASONS: ReadonlySet<string> = new Set([
  'not-decodable',
  'too-slow',
  'CODEC_NOT_SUPPORTED',
  'TOO_MANY',
  'NOT_SIGNED_IN',
  'NOT_FOUND',
  'CAMERA_UNREACHABLE',
  'CAMERA_REFUSED',
  'GATEWAY_DOWN',
]);

export interface PlateText {
  title: string;
  detail: string;
  /** A second line: why, when the camera or the host said. */
  why: string | null;
}

/** Texts of the plate; `time` formats a UTC moment as the clock of the centre. */
export function plateText(t: TFunction, facts: PlateFacts, cameraState: CameraState | null, time: (at: number) => string): PlateText {
  if (facts.isSamePicture) return { title: title(t, facts), detail: t('monitor.tile.samePicture'), why: null };
  const lastFrame = facts.lastFrameAt === null ? t('monitor.tile.noFrameYet') : t('monitor.tile.lastFrame', { time: time(facts.lastFrameAt) });
  const detail = [lastFrame, nextStep(t, facts)].join(', ');
  return { title: title(t, facts), detail, why: why(t, facts, cameraState) };
}

function title(t: TFunction, facts: PlateFacts): string {
  if (facts.state === 'frozen') return t('monitor.tile.frozen', { value: facts.seconds ?? 0 });
  return t('monitor.tile.noSignal');
}

function nextStep(t: TFunction, facts: PlateFacts): string {
  if (facts.nextTryS !== null && facts.nextTryS > 1) return t('monitor.tile.nextTry', { value: facts.nextTryS });
  return facts.tries > 0 ? t('monitor.tile.reconnectingTry', { value: facts.tries + 1 }) : t('monitor.tile.reconnecting');
}

function why(t: TFunction, facts: PlateFacts, cameraState: CameraState | null): string | null {
  if (facts.reason !== null && KNOWN_REASONS.has(facts.reason)) return t(`monitor.tile.reason.${facts.reason}`);
  if (cameraState !== null && TELLING_STATES.has(cameraState)) return t(`monitor.tile.cameraState.${cameraState}`);
  return null;
}
