/** The marks on the map as SVG text: cameras with nose and cone, groups, incident pins. Shape says it, hue repeats it. */
import type { Camera, CameraState } from '#shared/contract/cameras.ts';
import type { Severity } from '#shared/domain/severity.ts';

export type MarkState = 'live' | 'opening' | 'late' | 'dead' | 'off';

const MARK_OF: Record<CameraState, MarkState> = {
  streaming: 'live',
  opening: 'opening',
  stalled: 'late',
  unreachable: 'dead',
  unauthorised: 'dead',
  fault: 'dead',
  off: 'off',
};

export function markStateOf(state: CameraState): MarkState {
  return MARK_OF[state];
}

/** Half the side of a camera mark's box. */
export const CAMERA_MARK_HALF = 36;
const CONE_PX = 34;
const DEFAULT_FOV_DEG = 60;

const COLOUR: Record<MarkState, string> = { live: 'var(--m-cam)', opening: 'var(--m-cam)', late: 'var(--sev-3)', dead: 'var(--sev-1)', off: 'var(--t-3)' };

function round(value: number): string {
  return value.toFixed(1);
}

/** `at(angle, distance)` in the mark's own coordinates, centre 0,0; the angle as drawn, clockwise from the east. */
function at(angle: number, distance: number): string {
  return `${round(Math.cos(angle) * distance)} ${round(Math.sin(angle) * distance)}`;
}

function direction(azimuthDeg: number, fovDeg: number, colour: string, isSelected: boolean): string {
  const angle = ((azimuthDeg - 90) * Math.PI) / 180;
  const half = (Math.min(fovDeg, 350) * Math.PI) / 360;
  const large = fovDeg > 180 ? 1 : 0;
  const cone = `M0 0L${at(angle - half, CONE_PX)}A${CONE_PX} ${CONE_PX} 0 ${large} 1 ${at(angle + half, CONE_PX)}Z`;
  const edge = isSelected ? `stroke="${colour}" stroke-width="1"` : '';
  const nose = `M${at(angle, 11)}L${at(angle - 1.15, 4.6)}L${at(angle + 1.15, 4.6)}Z`;
  return `<path d="${cone}" fill="${colour}" fill-opacity="${isSelected ? '.28' : '.13'}" ${edge}/><path d="${nose}" fill="${colour}" stroke="var(--m-halo)" stroke-width=".6"/>`;
}

function body(state: MarkState, colour: string, isSelected: boolean): string {
  switch (state) {
    case 'dead':
      return `<circle r="6" fill="var(--m-halo)" stroke="${colour}" stroke-width="1.8"/><path d="M-2.6 -2.6l5.2 5.2M2.6 -2.6l-5.2 5.2" stroke="${colour}" stroke-width="1.8"/>`;
    case 'off':
      return `<circle r="5" fill="var(--m-halo)" stroke="${colour}" stroke-width="1.5" stroke-dasharray="2 2"/>`;
    case 'late':
      return `<circle r="5.5" fill="var(--m-halo)" stroke="${colour}" stroke-width="1.6"/><path d="M0 -5.5a5.5 5.5 0 0 1 0 11z" fill="${colour}"/>`;
    case 'opening':
      return `<circle r="4.6" fill="var(--m-halo)" stroke="${colour}" stroke-width="1.5"/>`;
    case 'live':
      return `<circle r="${isSelected ? 6 : 4.6}" fill="${colour}" stroke="var(--m-halo)" stroke-width="1.5"/>`;
  }
}

type MarkedCamera = Pick<Camera, 'state' | 'azimuthDeg' | 'fovDeg' | 'hasPtz'>;

/** A camera's mark, drawn round its position. */
export function cameraMark(camera: MarkedCamera, isSelected: boolean): string {
  const state = markStateOf(camera.state);
  const colour = isSelected && state !== 'dead' ? 'var(--acc)' : COLOUR[state];
  const looks =
    camera.azimuthDeg !== null && state !== 'dead' && state !== 'off' ? direction(camera.azimuthDeg, camera.fovDeg ?? DEFAULT_FOV_DEG, colour, isSelected) : '';
  const ring =
    camera.hasPtz && state !== 'dead' && state !== 'off' ? `<circle r="8" fill="none" stroke="${colour}" stroke-width="1.2" stroke-dasharray="3 2.3"/>` : '';
  const side = CAMERA_MARK_HALF * 2;
  return `<svg width="${side}" height="${side}" viewBox="${-CAMERA_MARK_HALF} ${-CAMERA_MARK_HALF} ${side} ${side}">${looks}${body(state, colour, isSelected)}${ring}</svg>`;
}

/** A group: how many, and a red arc for the share without a picture. */
export function clusterMark(count: number, deadShare: number): string {
  const turn = Math.min(deadShare, 0.999) * 2 * Math.PI;
  const arc =
    deadShare > 0
      ? `<path d="M0 -14A14 14 0 ${deadShare > 0.5 ? 1 : 0} 1 ${round(14 * Math.sin(turn))} ${round(-14 * Math.cos(turn))}" fill="none" stroke="var(--sev-1)" stroke-width="3"/>`
      : '';
  return `<svg width="32" height="32" viewBox="-16 -16 32 32"><circle r="14" fill="var(--s-3)" stroke="var(--m-cam)" stroke-width="1.5"/>${arc}<text y="4" text-anchor="middle" font-size="12" font-weight="600" fill="var(--t-1)">${count}</text></svg>`;
}

const SHAPES: Record<Severity, string> = {
  1: '<path d="M4.7 1h6.6L15 4.7v6.6L11.3 15H4.7L1 11.3V4.7z" fill="currentColor"/>',
  2: '<path d="M8 1.2 15.3 14.5H.7z" fill="currentColor"/>',
  3: '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 1.5V14.5L1.5 8z" fill="currentColor"/>',
  4: '<circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="2"/>',
};

/** Width and height of an incident pin; its tip is at the middle of the lower edge. */
export const PIN_SIZE = { width: 58, height: 34 };

/** A pin with the severity's shape; `label` is at most four digits of our own number, or empty. */
export function incidentPin(severity: Severity, label: string, isSelected: boolean): string {
  const colour = `var(--sev-${severity})`;
  const half = label === '' ? 13 : 28;
  const digits = /^\d{1,4}$/.test(label) ? `<text x="${-half + 24}" y="-15.5" font-size="11.5" font-weight="600" fill="var(--t-1)">${label}</text>` : '';
  return `<svg width="${PIN_SIZE.width}" height="${PIN_SIZE.height}" viewBox="-29 -33.5 58 34"><path d="M0 0L-5 -9H5Z" fill="${colour}"/><rect x="${-half}" y="-32" width="${half * 2}" height="24" rx="3" fill="var(--s-0)" stroke="${colour}" stroke-width="${isSelected ? 2.5 : 1.6}"/><g transform="translate(${label === '' ? -7 : -half + 5} -27) scale(.88)" color="${colour}">${SHAPES[severity]}</g>${digits}</svg>`;
}
