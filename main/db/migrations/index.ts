import { migration0001 } from './0001-foundation.ts';
import { migration0003 } from './0003-incidents.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. */
export const MIGRATIONS: readonly Migration[] = [migration0001, migration0003];
