/** What only the whole graph shows: dependency-cruiser must find each of these. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lubart-graph-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json']) cpSync(join(root, file), join(dir, file));
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

function rulesBrokenBy(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const cruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const folders = [...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? ''))];
  let output: string;
  try {
    output = execFileSync(process.execPath, [cruise, ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    output = String((error as { stdout: string }).stdout);
  }
  const report = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map((violation) => violation.rule.name))].sort();
}

it.each([
  [
    'no-cycles',
    {
      'shared/domain/a.ts': `import { b } from './b.ts';\nexport const a = () => b;`,
      'shared/domain/b.ts': `import { a } from './a.ts';\nexport const b = () => a;`,
    },
  ],
  ['shared-alone', { 'shared/a.ts': `import { b } from '../main/kernel/b.ts';\nexport const a = b;`, 'main/kernel/b.ts': 'export const b = 1;' }],
  ['renderer-not-main', { 'renderer/a.ts': `import { b } from '#main/kernel/b.ts';\nexport const a = b;`, 'main/kernel/b.ts': 'export const b = 1;' }],
  [
    'low-knows-no-feature',
    { 'main/kernel/a.ts': `import { b } from '../features/x/index.ts';\nexport const a = b;`, 'main/features/x/index.ts': 'export const b = 1;' },
  ],
  [
    'features-by-index',
    { 'main/features/y/a.ts': `import { b } from '../x/service.ts';\nexport const a = b;`, 'main/features/x/service.ts': 'export const b = 1;' },
  ],
  [
    'simulator-knows-no-console',
    { 'main/simulator/a.ts': `import { b } from '../kernel/b.ts';\nexport const a = b;`, 'main/kernel/b.ts': 'export const b = 1;' },
  ],
  ['verifier-alone', { 'main/verifier/a.ts': `import { b } from '../db/b.ts';\nexport const a = b;`, 'main/db/b.ts': 'export const b = 1;' }],
  ['renderer-low', { 'renderer/ui/a.ts': `import { b } from '../features/x/b.ts';\nexport const a = b;`, 'renderer/features/x/b.ts': 'export const b = 1;' }],
])('%s is found', (rule, files) => {
  expect(rulesBrokenBy(files)).toEqual([rule]);
});

it('finds nothing in a house that is in order', () => {
  expect(
    rulesBrokenBy({ 'main/features/y/a.ts': `import { b } from '../x/index.ts';\nexport const a = b;`, 'main/features/x/index.ts': 'export const b = 1;' }),
  ).toEqual([]);
});
