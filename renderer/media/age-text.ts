/** The age on a tile: one decimal below a minute, so that a picture that stops is seen to stop. */
import type { TFunction } from 'i18next';

const formats = new Map<string, Intl.NumberFormat>();

function oneDecimal(language: string, value: number): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    formats.set(language, format);
  }
  return format.format(value);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `0.4 s` below a minute, then `06:05`, then `1:06:05`; rounded down. */
export function tileAgeText(t: TFunction, language: string, ageMs: number): string {
  if (ageMs < 60_000) return t('monitor.tile.seconds', { value: oneDecimal(language, Math.floor(ageMs / 100) / 10) });
  const seconds = Math.floor(ageMs / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
