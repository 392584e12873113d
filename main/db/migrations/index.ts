import { migration0001 } from './0001-foundation.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. */
export const MIGRATIONS: readonly Migration[] = [migration0001];
