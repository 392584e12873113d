/** Every key that the screens name stands in both catalogues. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALARM_KINDS } from '#shared/contract/alarms.ts';
import { ERROR_CODES } from '#shared/contract/errors.ts';
import { VERDICTS } from '#shared/contract/evidence.ts';
import { JOURNAL_KINDS } from '#shared/contract/incidents.ts';
import { REFUSAL_CAUSES } from '#shared/contract/response.ts';
import { DISPATCH_STATES } from '#shared/domain/dispatch-status.ts';
import { INCIDENT_STATES } from '#shared/domain/incident-status.ts';
import { ROLES } from '#shared/domain/permissions.ts';
import { en } from '#shared/i18n/en/index.ts';
import { uk } from '#shared/i18n/uk/index.ts';
import { LOG_VIEWS } from '#renderer/features/incidents/log/log-views.ts';
import { SETTINGS_GROUPS } from '#renderer/features/settings/settings-form.ts';

const ROOT = join(import.meta.dirname, '../../../renderer');
const PARTS = ['app', 'api', 'ui', 'features/access', 'features/alarms', 'features/incidents', 'features/services', 'features/audit', 'features/settings'];

function namedKeys(): string[] {
  const keys = new Set<string>();
  for (const part of PARTS) {
    for (const file of readdirSync(join(ROOT, part), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const source = readFileSync(join(ROOT, part, file), 'utf8');
      for (const [, key] of source.matchAll(/(?:\bt\(|labelKey: |wordKey: |unitKey: |titleKey: |failed\()'([a-z]+\.[\w.-]+)'/g)) keys.add(key as string);
      for (const [, first, second] of source.matchAll(/\bt\([^'`()]*\? '([a-z]+\.[\w.-]+)' : '([a-z]+\.[\w.-]+)'/g))
        keys.add(first as string).add(second as string);
    }
  }
  return [...keys].sort();
}

function has(catalogue: unknown, key: string): boolean {
  const names = key.split('.');
  const last = names.pop() as string;
  const parent = names.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined),
    catalogue,
  );
  return typeof parent === 'object' && parent !== null && [last, `${last}_other`].some((name) => typeof (parent as Record<string, unknown>)[name] === 'string');
}

const CLOSED_SETS: [string, readonly string[]][] = [
  ['alarms', ALARM_KINDS],
  ['errors', [...ERROR_CODES, 'NO_CONNECTION', 'CONNECTION_BROKE', 'UNFORESEEN']],
  ['evidence.verdict', VERDICTS],
  ['incidents.journal', JOURNAL_KINDS.filter((kind) => !['state', 'dispatch-state', 'delivery'].includes(kind))],
  ['incidents.journal.dispatchState', DISPATCH_STATES],
  ['incidents.journal.state', INCIDENT_STATES],
  ['incidents.state', INCIDENT_STATES],
  ['incidents.step.to', INCIDENT_STATES],
  ['incidents.view', LOG_VIEWS],
  ['incidents.empty', LOG_VIEWS],
  ['dispatch.state', DISPATCH_STATES],
  ['dispatch.cause', REFUSAL_CAUSES],
  ['access.role', ROLES],
  ['settings.group', SETTINGS_GROUPS.map((group) => group.name)],
  ['settings.field', SETTINGS_GROUPS.flatMap((group) => group.fields.map((field) => field.path))],
];

describe.each([
  ['en', en],
  ['uk', uk],
])('the %s catalogue', (_, catalogue) => {
  it('has every text that is named in the screens', () => {
    const keys = namedKeys();
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter((key) => !has(catalogue, key))).toEqual([]);
  });
  it.each(CLOSED_SETS)('has a text for each of %s', (prefix, names) => {
    expect(names.filter((name) => !has(catalogue, `${prefix}.${name}`))).toEqual([]);
  });
});
