import { migration0001 } from './0001-foundation.ts';
import { migration0002 } from './0002-cameras.ts';
import { migration0003 } from './0003-incidents.ts';
import { migration0004 } from './0004-recording.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. */
export const MIGRATIONS: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004];
