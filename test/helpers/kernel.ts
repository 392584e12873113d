/** A real kernel on a real database in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { openDatabase } from '#main/db/open.ts';
import { systemClock, type Clock } from '#main/kernel/clock.ts';
import { readConfig, type HostConfig } from '#main/kernel/config.ts';
import { EventBus } from '#main/kernel/event-bus.ts';
import type { Kernel } from '#main/kernel/kernel.ts';
import { createLogger } from '#main/kernel/log.ts';
import { createSecretBox } from '#main/kernel/secret-box.ts';

export interface TestKernel extends Kernel {
  dir: string;
  /** Closes the database and opens it again, as a restart of the host would. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a kernel; `close` removes its folder. */
export async function openTestKernel(options: { clock?: Clock; config?: Partial<HostConfig> } = {}): Promise<TestKernel> {
  const dir = mkdtempSync(join(tmpdir(), 'lubart-test-'));
  const file = join(dir, 'data', 'lubart.db');
  const config: HostConfig = {
    ...readConfig(['--data', join(dir, 'data')], { ...process.env, LUBART_CACHE_DIR: join(dir, 'cache') }, '0.0.0-test'),
    ...options.config,
  };
  const kernel: TestKernel = {
    dir,
    config,
    log: createLogger({ level: process.env['LUBART_TEST_LOG'] ? 'debug' : 'silent' }),
    clock: options.clock ?? systemClock,
    bus: new EventBus(),
    db: await openDatabase({ file }),
    secrets: createSecretBox(randomBytes(32), 'key-file'),
    async reopen() {
      await kernel.db.close();
      kernel.db = await openDatabase({ file });
    },
    async close() {
      await kernel.db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return kernel;
}

/** A clock that stands until it is moved. */
export function manualClock(startMs = Date.UTC(2026, 10, 20, 10, 0, 0)): Clock & { advance(ms: number): void; jump(ms: number): void } {
  let wall = startMs;
  let monotonic = 0;
  return {
    now: () => wall,
    monotonicMs: () => monotonic,
    advance(ms) {
      wall += ms;
      monotonic += ms;
    },
    jump(ms) {
      wall += ms;
    },
  };
}
