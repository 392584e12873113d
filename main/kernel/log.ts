/** Structured log: one JSON line an event, no secrets. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';

export type Logger = pino.Logger;

const SECRET_FIELDS = ['password', 'token', 'authorization', 'secret', 'jpegBase64', 'ticket'];

export interface LogOptions {
  /** File to append to; without it the log goes to stderr. */
  file?: string;
  level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Opens the log. Writes are synchronous, so that the last line before a crash is there. */
export function createLogger(options: LogOptions = {}): Logger {
  if (options.file) mkdirSync(dirname(options.file), { recursive: true });
  const destination = options.file ? pino.destination({ dest: options.file, sync: true }) : pino.destination({ fd: 2, sync: true });
  return pino(
    {
      level: options.level ?? 'info',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[secret]' },
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
}

/** Replaces the user and password in every address of a text, for messages that come from other programs. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1');
}
