/** Each rule of the house with an example that breaks it: a rule that no longer bites fails here. */
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

interface Example {
  rule: string;
  breaks: string;
  file: string;
  code: string;
}

const EXAMPLES: Example[] = [
  {
    rule: 'no-restricted-imports',
    breaks: 'electron in a feature',
    file: 'main/features/cameras/service.ts',
    code: `import { app } from 'electron';\nexport const a = app;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'Node in shared',
    file: 'shared/domain/geo.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'Node in the renderer',
    file: 'renderer/ui/format.ts',
    code: `import { join } from 'node:path';\nexport const a = join;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'main in the renderer',
    file: 'renderer/api/client.ts',
    code: `import { createApp } from '#main/app.ts';\nexport const a = createApp;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'main in shared',
    file: 'shared/domain/geo.ts',
    code: `import { a } from '../../main/kernel/log.ts';\nexport const b = a;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'a feature in ui',
    file: 'renderer/ui/Button.tsx',
    code: `import { a } from '../features/map/MapView.tsx';\nexport const b = a;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'a feature in the kernel',
    file: 'main/kernel/log.ts',
    code: `import { a } from '../features/cameras/index.ts';\nexport const b = a;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'a feature in protocols',
    file: 'main/protocols/onvif/client.ts',
    code: `import { a } from '../../features/cameras/index.ts';\nexport const b = a;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: "another feature's insides",
    file: 'main/features/incidents/service.ts',
    code: `import { a } from '../dispatch/service.ts';\nexport const b = a;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'app.ts in a feature',
    file: 'main/features/incidents/service.ts',
    code: `import { a } from '../../app.ts';\nexport const b = a;`,
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'the renderer in main',
    file: 'main/features/incidents/service.ts',
    code: `import { a } from '#renderer/ui/format.ts';\nexport const b = a;`,
  },
  { rule: 'no-restricted-syntax', breaks: 'a default export', file: 'main/kernel/log.ts', code: `export default function log() {}` },
  { rule: 'no-restricted-syntax', breaks: 'an enum', file: 'main/kernel/log.ts', code: `export enum Level { low }` },
  { rule: 'no-restricted-syntax', breaks: 'a silent catch', file: 'main/kernel/log.ts', code: `export function f() { try { f(); } catch {} }` },
  {
    rule: 'no-restricted-syntax',
    breaks: 'a deadline that may never come',
    file: 'main/kernel/log.ts',
    code: `export const a = (b: AbortSignal) => AbortSignal.any([b, AbortSignal.timeout(1)]);`,
  },
  { rule: '@typescript-eslint/no-explicit-any', breaks: 'any', file: 'main/kernel/log.ts', code: `export const a: any = 1;` },
  { rule: '@typescript-eslint/ban-ts-comment', breaks: '@ts-ignore', file: 'main/kernel/log.ts', code: `// @ts-ignore\nexport const a: number = 'x';` },
  { rule: 'no-console', breaks: 'console in the host', file: 'main/kernel/log.ts', code: `console.log('x');` },
];

const eslint = new ESLint({
  overrideConfig: [
    { files: ['**/*.{ts,tsx}'], ...tseslint.configs.disableTypeChecked, languageOptions: { parserOptions: { projectService: false } } },
    {
      rules: {
        '@typescript-eslint/switch-exhaustiveness-check': 'off',
        '@typescript-eslint/restrict-template-expressions': 'off',
        '@typescript-eslint/no-floating-promises': 'off',
        '@typescript-eslint/no-misused-promises': 'off',
      },
    },
  ],
});

describe('lint', () => {
  it.each(EXAMPLES)('$rule refuses $breaks', async ({ rule, file, code }) => {
    const [result] = await eslint.lintText(code, { filePath: file });
    expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
  });

  it('lets a feature use another by its index', async () => {
    const [result] = await eslint.lintText(`import { a } from '../dispatch/index.ts';\nexport const b = a;\n`, {
      filePath: 'main/features/incidents/service.ts',
    });
    expect(result?.messages).toEqual([]);
  });
});
