/** The small types that many schemas share. */
import { z } from 'zod';

/** UUIDv7, lower case. Sorts by the time it was made. */
export const idSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'not a UUIDv7');
export type Id = string;

/** UTC milliseconds since 1970-01-01. */
export const timeSchema = z.number().int().min(0).max(8.64e15);

export const positionSchema = z.object({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
});
export type Position = z.infer<typeof positionSchema>;

/** Free text from a person: trimmed, well-formed Unicode, no control characters but line breaks and tabs. */
export const textSchema = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .trim(),
    );

export const languageSchema = z.enum(['uk', 'en']);
export type Language = z.infer<typeof languageSchema>;

export const okSchema = z.object({ ok: z.literal(true) });
