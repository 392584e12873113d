/** The settings as a form: fields as text, read back through the contract's own schema. Pure. */
import { settingsSchema, type Settings } from '#shared/contract/settings.ts';

export type FieldKind = 'text' | 'number' | 'lines' | 'choice';

export interface FieldSpec {
  /** Path in the settings, also the catalogue key under `settings.field.`. */
  path: string;
  kind: FieldKind;
  /** For choices. */
  options?: readonly string[];
  /** Catalogue key of a unit, or null. */
  unitKey?: string;
}

export interface GroupSpec {
  name: string;
  fields: readonly FieldSpec[];
}

export const SETTINGS_GROUPS: readonly GroupSpec[] = [
  {
    name: 'centre',
    fields: [
      { path: 'centreNameUk', kind: 'text' },
      { path: 'centreNameEn', kind: 'text' },
      { path: 'deskName', kind: 'text' },
      { path: 'timeZone', kind: 'text' },
    ],
  },
  {
    name: 'recording',
    fields: [
      { path: 'recording.retentionDays', kind: 'number', unitKey: 'common.unit.days' },
      { path: 'recording.quotaGiB', kind: 'number', unitKey: 'common.unit.gibibytes' },
      { path: 'recording.reserveGiB', kind: 'number', unitKey: 'common.unit.gibibytes' },
    ],
  },
  {
    name: 'map',
    fields: [
      { path: 'map.kind', kind: 'choice', options: ['plan', 'pmtiles', 'mbtiles', 'tiles'] },
      { path: 'map.source', kind: 'text' },
      { path: 'map.attribution', kind: 'text' },
    ],
  },
  {
    name: 'smtp',
    fields: [
      { path: 'smtp.host', kind: 'text' },
      { path: 'smtp.port', kind: 'number' },
      { path: 'smtp.from', kind: 'text' },
      { path: 'smtp.startTls', kind: 'choice', options: ['never', 'if-offered', 'required'] },
    ],
  },
  {
    name: 'network',
    fields: [
      { path: 'discoveryInterfaces', kind: 'lines' },
      { path: 'responseOrigin', kind: 'text' },
    ],
  },
];

export type FormValues = Record<string, string>;

const FIELDS = SETTINGS_GROUPS.flatMap((group) => group.fields);

function readPath(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined), value);
}

export function toForm(settings: Settings): FormValues {
  return Object.fromEntries(
    FIELDS.map(({ path, kind }) => {
      const value = readPath(settings, path);
      return [path, kind === 'lines' && Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : ''];
    }),
  );
}

function fieldValue({ kind }: FieldSpec, text: string): unknown {
  if (kind === 'number') return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  if (kind === 'lines') return text.split(/[\s,]+/).filter(Boolean);
  return text;
}

/** Either settings that the schema takes, or the paths of the fields that it does not. */
export function fromForm(values: FormValues): { settings: Settings; wrong: null } | { settings: null; wrong: ReadonlySet<string> } {
  const raw: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const [first = '', second] = field.path.split('.');
    const value = fieldValue(field, values[field.path] ?? '');
    if (second === undefined) raw[first] = value;
    else raw[first] = { ...(raw[first] as Record<string, unknown> | undefined), [second]: value };
  }
  const parsed = settingsSchema.safeParse(raw);
  if (parsed.success) return { settings: parsed.data, wrong: null };
  const wrong = new Set(parsed.error.issues.map((issue) => FIELDS.find((field) => issue.path.join('.').startsWith(field.path))?.path ?? issue.path.join('.')));
  return { settings: null, wrong };
}
