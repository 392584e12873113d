/** The host's log file in the data folder: kept small by setting the last one aside at start. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, type Logger } from './log.ts';

const MAX_BYTES = 20 * 1024 * 1024;
const KEPT_FILES = 5;

/** Opens `<dataDir>/logs/host.log`; when it has grown too large it becomes host.1.log, and so on up to host.5.log. */
export function openHostLog(dataDir: string): Logger {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'host.log');
  if (existsSync(file) && statSync(file).size > MAX_BYTES) {
    for (let n = KEPT_FILES - 1; n >= 1; n -= 1) {
      const older = join(folder, `host.${n}.log`);
      if (existsSync(older)) renameSync(older, join(folder, `host.${n + 1}.log`));
    }
    renameSync(file, join(folder, 'host.1.log'));
  }
  return createLogger({ file });
}
