/** What the data needs once a day: a copy, and forgetting what nobody needs any more. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backUp, backupName } from '../../db/backup.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { AuditService } from '../audit/index.ts';
import { skipNumbers } from './skip-numbers.ts';

export interface CareDeps {
  audit: AuditService;
  /** Each forgets what is too old and tells how many rows that were. */
  forget: readonly { what: string; run: () => Promise<number> }[];
}

const LOOK_EVERY_MS = 10 * 60_000;
const MAX_BYTES_AT_STOP = 200 * 1024 * 1024;

export function createCare(kernel: Kernel, deps: CareDeps): Module {
  const file = join(kernel.config.dataDir, 'lubart.db');
  const dir = join(kernel.config.dataDir, 'backups');
  let doneFor: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let caring: Promise<void> | null = null;

  const backUpNow = async (): Promise<void> => {
    const outcome = await backUp(file, dir, backupName(kernel.clock.now()));
    if ('skipped' in outcome) kernel.log.warn(outcome, 'the database was not copied: the disk is too full');
    else kernel.log.info(outcome, 'the database was copied');
  };
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      kernel.log.error({ err: error }, `daily care failed: ${what}`);
    }
  };
  /** Once for each UTC day in which the host runs. */
  const careOnce = async (): Promise<void> => {
    const today = backupName(kernel.clock.now());
    if (doneFor === today) return;
    doneFor = today;
    for (const { what, run } of deps.forget) {
      await attempt(what, async () => {
        const rows = await run();
        if (rows > 0) kernel.log.info({ what, rows }, 'forgotten, since it is too old');
      });
    }
    await attempt('copying the database', backUpNow);
  };

  return {
    name: 'care',
    async start() {
      const { restored } = kernel.db;
      if (restored) {
        kernel.log.error(restored, 'the database was damaged; the newest sound copy was brought back, the damaged file is kept');
        await kernel.db.write(async (trx) => {
          await skipNumbers(trx);
          await deps.audit.append(trx, {
            actor: null,
            action: 'database.restore',
            objectType: 'database',
            objectId: basename(restored.backupFile),
            detail: { flaw: restored.flaw, missingFrom: restored.missingFrom, missingTo: restored.missingTo },
          });
        });
      }
      timer = setInterval(() => {
        caring ??= careOnce().finally(() => (caring = null));
      }, LOOK_EVERY_MS);
    },
    async stop() {
      if (timer) clearInterval(timer);
      await caring;
      // Whoever closes the program waits for this.
      if (statSync(file).size <= MAX_BYTES_AT_STOP) await attempt('copying the database', backUpNow);
    },
  };
}
