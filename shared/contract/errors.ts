/**
 * Expected failures. Each has a stable code, a catalogue key for the person at the desk (`errors.<CODE>`) and data
 * that names what was wrong. Anything else that is thrown is a bug and crosses the wire as INTERNAL without detail.
 */
import { z } from 'zod';

/** code -> HTTP status used where the failure crosses HTTP. */
export const ERROR_STATUS = {
  BAD_INPUT: 400,
  NOT_SIGNED_IN: 401,
  WRONG_CREDENTIALS: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STEP_NOT_ALLOWED: 409,
  GONE: 410,
  TOO_LARGE: 413,
  LOCKED: 423,
  TOO_MANY: 429,
  CAMERA_UNREACHABLE: 502,
  CAMERA_REFUSED: 502,
  CAMERA_FAULT: 502,
  CODEC_NOT_SUPPORTED: 502,
  GATEWAY_DOWN: 503,
  DISK_FULL: 507,
  NO_RECORDING: 404,
  DATA_IN_USE: 409,
  SCHEMA_TOO_NEW: 409,
  DATABASE_TOO_OLD: 500,
  TIMED_OUT: 504,
  EVIDENCE_FAILED: 500,
  NOT_AVAILABLE: 501,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

export type ErrorData = Record<string, string | number | boolean | null>;

/**
 * A failure a person can do something about. `message` is English, for logs; the screen shows the catalogue's text
 * `errors.<code>` filled with `data`, where `data.reason` may name a finer key `errors.<code>_<reason>`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, message: string, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}

export const errorDataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** True for failures that were foreseen (AppError here, or one that came over the wire with a known code). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** For the end of a switch over a closed set: a new case must break the build. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unhandled ${what}: ${JSON.stringify(value)}`);
}
