import { defineConfig } from 'vitest/config';

const base = { environment: 'node' as const, testTimeout: 30_000, hookTimeout: 60_000 };

/** Several projects so that each kind can be run alone; `npm test` runs them all. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...base,
          name: 'unit',
          include: ['test/main/**/*.test.ts', 'test/shared/**/*.test.ts', 'test/renderer/**/*.test.{ts,tsx}', 'test/lint/**/*.test.ts'],
        },
      },
      { test: { ...base, name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      { test: { ...base, name: 'db', include: ['test/db/**/*.test.ts'] } },
      { test: { ...base, name: 'hostile', include: ['test/hostile/**/*.test.ts'] } },
      { test: { ...base, name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
});
