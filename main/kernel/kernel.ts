/** What every feature is given. */
import type { Db } from '../db/db.ts';
import type { Clock } from './clock.ts';
import type { HostConfig } from './config.ts';
import type { EventBus } from './event-bus.ts';
import type { Logger } from './log.ts';
import type { SecretBox } from './secret-box.ts';

export interface Kernel {
  config: HostConfig;
  log: Logger;
  clock: Clock;
  bus: EventBus;
  db: Db;
  /** Encrypts what must not lie readable in the database, such as camera passwords. */
  secrets: SecretBox;
}
