/** The register's own fields of a camera as text, and back. Ranges are those of the contract. Pure. */
import type { Camera } from '#shared/contract/cameras.ts';
import type { Position } from '#shared/contract/scalars.ts';

export const NUMBER_FIELDS = ['lat', 'lng', 'azimuthDeg', 'fovDeg', 'heightM'] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];
export type FormField = 'number' | 'place' | 'district' | NumberField;

export type CameraFormValues = Record<FormField, string> & { isRecorded: boolean };

/** Catalogue keys under `cameras.wrong.`, by field. */
export type WrongFields = Partial<Record<FormField, string>>;

/** What may be sent to `cameras.update`; only what changed. */
export interface CameraChanges {
  number?: string;
  place?: string;
  district?: string;
  position?: Position | null;
  azimuthDeg?: number | null;
  fovDeg?: number | null;
  heightM?: number | null;
  isRecorded?: boolean;
}

interface NumberRule {
  /** One press of an arrow. */
  step: number;
  decimals: number;
  isAllowed: (value: number) => boolean;
}

/** A hundred-thousandth of a degree is about a metre. */
const RULES: Record<NumberField, NumberRule> = {
  lat: { step: 0.00001, decimals: 5, isAllowed: (value) => value >= -90 && value <= 90 },
  lng: { step: 0.00001, decimals: 5, isAllowed: (value) => value >= -180 && value <= 180 },
  azimuthDeg: { step: 1, decimals: 1, isAllowed: (value) => value >= 0 && value < 360 },
  fovDeg: { step: 1, decimals: 1, isAllowed: (value) => value > 0 && value <= 360 },
  heightM: { step: 0.1, decimals: 1, isAllowed: (value) => value >= 0 && value <= 300 },
};

/** Rounded and without needless zeros. */
function numberText(value: number | null | undefined, field: NumberField): string {
  return value === null || value === undefined ? '' : String(Number(value.toFixed(RULES[field].decimals)));
}

/** Empty is null, what is no number is NaN. A comma counts as a point. */
function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.').replace('−', '-');
  return trimmed === '' ? null : Number(trimmed);
}

export function toCameraForm(camera: Camera): CameraFormValues {
  return {
    number: camera.number,
    place: camera.place,
    district: camera.district,
    lat: numberText(camera.position?.lat, 'lat'),
    lng: numberText(camera.position?.lng, 'lng'),
    azimuthDeg: numberText(camera.azimuthDeg, 'azimuthDeg'),
    fovDeg: numberText(camera.fovDeg, 'fovDeg'),
    heightM: numberText(camera.heightM, 'heightM'),
    isRecorded: camera.isRecorded,
  };
}

export function withPosition(values: CameraFormValues, position: Position | null): CameraFormValues {
  return { ...values, lat: numberText(position?.lat, 'lat'), lng: numberText(position?.lng, 'lng') };
}

/** A number after so many presses of an arrow; an empty field begins at 0. An azimuth goes round. */
export function stepped(text: string, field: NumberField, presses: number): string {
  const { step, isAllowed } = RULES[field];
  const before = readNumber(text) ?? 0;
  if (Number.isNaN(before)) return text;
  const raw = before + step * presses;
  const next = field === 'azimuthDeg' ? ((raw % 360) + 360) % 360 : raw;
  return isAllowed(next) ? numberText(next, field) : text;
}

interface ReadForm {
  changes: CameraChanges;
  wrong: WrongFields;
}

/** The position and directions as they stand in the form, for the map; null where they are not (yet) right. */
export function placedAs(values: CameraFormValues): Pick<Camera, 'position' | 'azimuthDeg' | 'fovDeg'> {
  const read = (field: NumberField): number | null => {
    const value = readNumber(values[field]);
    return value !== null && RULES[field].isAllowed(value) ? value : null;
  };
  const [lat, lng] = [read('lat'), read('lng')];
  return { position: lat !== null && lng !== null ? { lat, lng } : null, azimuthDeg: read('azimuthDeg'), fovDeg: read('fovDeg') };
}

function wrongFields(values: CameraFormValues): WrongFields {
  const wrong: WrongFields = {};
  for (const field of ['number', 'place'] as const) if (values[field].trim() === '') wrong[field] = field;
  for (const field of NUMBER_FIELDS) {
    const value = readNumber(values[field]);
    if (value !== null && !RULES[field].isAllowed(value)) wrong[field] = field;
  }
  const [hasLat, hasLng] = [values.lat.trim() !== '', values.lng.trim() !== ''];
  if (hasLat !== hasLng) wrong[hasLat ? 'lng' : 'lat'] = 'pair';
  return wrong;
}

/** What differs from `kept`, or which fields are wrong. Nothing may be sent while any is. */
export function readCameraForm(values: CameraFormValues, kept: CameraFormValues): ReadForm {
  const wrong = wrongFields(values);
  if (Object.keys(wrong).length > 0) return { changes: {}, wrong };
  const changes: CameraChanges = {};
  for (const field of ['number', 'place', 'district'] as const) if (values[field].trim() !== kept[field].trim()) changes[field] = values[field].trim();
  for (const field of ['azimuthDeg', 'fovDeg', 'heightM'] as const) if (values[field].trim() !== kept[field]) changes[field] = readNumber(values[field]);
  if (values.lat.trim() !== kept.lat || values.lng.trim() !== kept.lng) changes.position = placedAs(values).position;
  if (values.isRecorded !== kept.isRecorded) changes.isRecorded = values.isRecorded;
  return { changes, wrong };
}

export function isChanged(values: CameraFormValues, kept: CameraFormValues): boolean {
  return (Object.keys(kept) as (keyof CameraFormValues)[]).some((field) => values[field] !== kept[field]);
}
