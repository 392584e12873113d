import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALARM_KINDS } from '#shared/contract/alarms.ts';
import { CAMERA_STATES } from '#shared/contract/cameras.ts';
import { ERROR_CODES } from '#shared/contract/errors.ts';
import { VERDICTS } from '#shared/contract/evidence.ts';
import { CATEGORIES } from '#shared/domain/categories.ts';
import { DISPATCH_STATES } from '#shared/domain/dispatch-status.ts';
import { INCIDENT_STATES } from '#shared/domain/incident-status.ts';
import { en } from '#shared/i18n/en/index.ts';
import { uk } from '#shared/i18n/uk/index.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PLURAL = /_(one|few|many|other|zero|two)$/;
const PLURALS_OF = { en: ['one', 'other'], uk: ['one', 'few', 'many', 'other'] };

function texts(node: unknown, path: string[] = []): [string, string][] {
  if (typeof node === 'string') return [[path.join('.'), node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) => texts(value, [...path, key]));
}

const CATALOGUES = { en: new Map(texts(en)), uk: new Map(texts(uk)) };
const bases = (language: 'en' | 'uk') => new Set([...CATALOGUES[language].keys()].map((key) => key.replace(PLURAL, '')));
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*([a-zA-Z]+)/g)].map((match) => match[1] ?? ''))].filter((name) => name !== 'count').sort();

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

describe('the catalogue', () => {
  it('holds the same texts in both languages', () => {
    expect([...bases('uk')].sort()).toEqual([...bases('en')].sort());
  });

  it.each(['en', 'uk'] as const)('has every plural form that %s needs', (language) => {
    const counted = [...CATALOGUES[language].keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    for (const base of new Set(counted))
      for (const form of PLURALS_OF[language]) expect(CATALOGUES[language].has(`${base}_${form}`), `${base}_${form}`).toBe(true);
  });

  it('fills the same places in both languages', () => {
    for (const [key, text] of CATALOGUES.en) {
      const other = CATALOGUES.uk.get(key) ?? CATALOGUES.uk.get(key.replace(PLURAL, '_other'));
      expect(placeholders(other ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('is calm: nothing empty, no exclamation marks, no emoji', () => {
    for (const [language, catalogue] of Object.entries(CATALOGUES))
      for (const [key, text] of catalogue) {
        // An entry that is only a person's own words has none of ours, and some choices need no explanation.
        if (!/^incidents\.(journal|step\.safe)\./.test(key)) expect(text.trim(), `${language} ${key}`).not.toBe('');
        expect(text, `${language} ${key}`).not.toMatch(/!|\p{Extended_Pictographic}/u);
      }
  });

  it('has a text for every key that a screen names', () => {
    const named = ['renderer', 'main']
      .flatMap(sources)
      .flatMap((source) => [...source.matchAll(/\bt\(\s*'([a-zA-Z][\w.-]+)'/g)].map((match) => match[1] ?? ''));
    const known = bases('en');
    expect(named.length).toBeGreaterThan(200);
    expect([...new Set(named)].filter((key) => !known.has(key))).toEqual([]);
  });

  it('has words for every code, state and category', () => {
    const known = bases('en');
    const needed = [
      ...ERROR_CODES.map((code) => `errors.${code}`),
      ...ALARM_KINDS.filter((kind) => kind !== 'camera-event').map((kind) => `alarms.${kind}`),
      ...INCIDENT_STATES.map((state) => `incidents.state.${state}`),
      ...DISPATCH_STATES.map((state) => `dispatch.state.${state}`),
      ...CAMERA_STATES.map((state) => `cameras.state.${state}`),
      ...VERDICTS.map((verdict) => `evidence.verdict.${verdict}`),
      ...CATEGORIES.map((category) => `categories.${category.key}.name`),
      ...CATEGORIES.flatMap((category) => category.sop.map((step) => `categories.sop.${step}`)),
    ];
    expect(needed.filter((key) => !known.has(key) && ![...known].some((one) => one.startsWith(`${key}.`)))).toEqual([]);
  });
});
