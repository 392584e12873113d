/**
 * How a procedure is declared: input, output, the permission it needs and whether the call itself is written to the
 * audit log. Everything else (handlers, typed client, HTTP API, permission tests) comes from this value.
 */
import { oc } from '@orpc/contract';
import type { z } from 'zod';
import { ERROR_CODES, ERROR_STATUS, errorDataSchema, type ErrorCode } from './errors.ts';
import type { Permission } from '../domain/permissions.ts';

/** `public` may be called by anyone who reaches the host, `signed-in` by every account. */
export type ProcedurePermission = Permission | 'public' | 'signed-in';

export interface ProcedureMeta {
  permission: ProcedurePermission;
  /** `call`: one audit row per call, in the same transaction as the change when the handler asks for it. */
  audit: 'call' | 'none';
  /** Names of input fields that must never reach the audit log. */
  secrets: readonly string[];
}

const declaredErrors = Object.fromEntries(ERROR_CODES.map((code) => [code, { status: ERROR_STATUS[code], data: errorDataSchema.optional() }])) as Record<
  ErrorCode,
  { status: number; data: z.ZodOptional<typeof errorDataSchema> }
>;

const base = oc.$meta<ProcedureMeta>({ permission: 'signed-in', audit: 'none', secrets: [] }).errors(declaredErrors);

/** A call that only reads. Served over HTTP as GET where `path` allows. */
export function query(permission: ProcedurePermission, path: `/${string}`, options: { audit?: 'call' } = {}) {
  return base.meta({ permission, audit: options.audit ?? 'none', secrets: [] }).route({ method: 'GET', path });
}

/** A call that changes something or has an effect outside. Audited unless said otherwise. */
export function command(permission: ProcedurePermission, path: `/${string}`, options: { audit?: 'none'; secrets?: readonly string[] } = {}) {
  return base.meta({ permission, audit: options.audit ?? 'call', secrets: options.secrets ?? [] }).route({ method: 'POST', path });
}
