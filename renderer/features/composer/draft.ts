import { fieldsSchema, type ComposerFields } from './fields.ts';

/** A form that was left, as the host keeps it. */
export interface Draft {
  key: string;
  savedAt: number;
  fields: ComposerFields;
}

/** A draft as the host kept it, or null when this version does not understand it. */
export function readDraft(stored: { key: string; savedAt: number; fields: Record<string, unknown> }): Draft | null {
  const parsed = fieldsSchema.safeParse(stored.fields);
  return parsed.success ? { key: stored.key, savedAt: stored.savedAt, fields: parsed.data } : null;
}

/** True when there is something to lose. The first picture comes by itself and alone is not. */
export function isWorthKeeping(fields: ComposerFields): boolean {
  return fields.categoryKey !== null || fields.text.trim() !== '' || fields.pictures.length > 1 || fields.sopDone.length > 0;
}
