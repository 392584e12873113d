/**
 * The door every call passes: session, permission, then the handler, then the audit row if the handler wrote none.
 * Input and output are checked by the contract's schemas around the handler.
 */
import { ORPCError, implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { AppError, ERROR_STATUS } from '#shared/contract/errors.ts';
import type { ProcedureMeta } from '#shared/contract/procedure.ts';
import { roleMay } from '#shared/domain/permissions.ts';
import type { Logger } from '../kernel/log.ts';
import { newId } from '../kernel/ids.ts';
import type { Actor, CallContext, InitialContext } from './context.ts';

/** What the door needs from the features behind it. */
export interface Doorkeeper {
  /** The account behind a bearer token, or null. */
  actorOf(token: string): Promise<Actor | null>;
  /** Writes one row for a call; `alreadyWritten` tells that the handler did so in its own transaction. */
  recordCall(call: {
    actor: Actor | null;
    action: string;
    input: unknown;
    secrets: readonly string[];
    result: 'done' | 'refused' | 'failed';
    code?: string;
  }): Promise<void>;
  /** Runs a handler while noting whether it writes its own audit row. */
  observe<T>(run: () => Promise<T>): Promise<{ value: T; hasWritten: boolean }>;
}

/** The implementer that all features use: `api.cameras.list.handler(...)`. */
export function createApi(doorkeeper: Doorkeeper, log: Logger) {
  return implement(contract)
    .$context<InitialContext>()
    .use(async ({ context, path, procedure, next }, input) => {
      const meta: ProcedureMeta = procedure['~orpc'].meta;
      const action = path.join('.');
      const sessionToken = bearerOf(context.reqHeaders);
      const actor = sessionToken ? await doorkeeper.actorOf(sessionToken) : null;
      const record = (result: 'done' | 'refused' | 'failed', code?: string) =>
        doorkeeper.recordCall({ actor, action, input, secrets: meta.secrets, result, ...(code ? { code } : {}) });
      try {
        checkPermission(meta, actor, action);
        const callContext: CallContext = { ...context, actor, sessionToken };
        const { value, hasWritten } = await doorkeeper.observe(async () => await next({ context: callContext }));
        if (meta.audit === 'call' && !hasWritten) await record('done');
        return value;
      } catch (error) {
        const failure = toWireError(error, action, log);
        const isRefusal = failure.code === 'NOT_SIGNED_IN' || failure.code === 'NOT_ALLOWED' || failure.code === 'WRONG_CREDENTIALS';
        if (isRefusal || meta.audit === 'call') await record(isRefusal ? 'refused' : 'failed', failure.code);
        throw failure;
      }
    });
}

export type Api = ReturnType<typeof createApi>;

/** The signed-in account of a call whose procedure demands one. */
export function actorOf(context: { actor: Actor | null }): Actor {
  if (!context.actor) throw new AppError('NOT_SIGNED_IN', 'sign in first');
  return context.actor;
}

function checkPermission(meta: ProcedureMeta, actor: Actor | null, action: string): void {
  if (meta.permission === 'public') return;
  if (!actor) throw new AppError('NOT_SIGNED_IN', 'sign in first', { action });
  if (meta.permission === 'signed-in') return;
  if (!roleMay(actor.role, meta.permission)) throw new AppError('NOT_ALLOWED', `the role ${actor.role} may not do ${action}`, { action, role: actor.role });
}

function bearerOf(headers: Headers | undefined): string | null {
  const match = /^Bearer ([A-Za-z0-9_-]{20,128})$/.exec(headers?.get('authorization') ?? '');
  return match?.[1] ?? null;
}

/** Foreseen failures keep code, message and data; bugs are logged with a reference and cross as INTERNAL_SERVER_ERROR. */
function toWireError(error: unknown, action: string, log: Logger): ORPCError<string, unknown> {
  if (error instanceof AppError)
    return new ORPCError(error.code, { status: ERROR_STATUS[error.code], message: error.message, data: error.data, defined: true, cause: error });
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST') {
      return new ORPCError('BAD_INPUT', {
        status: 400,
        message: 'the input does not have the form of the contract',
        data: describeIssues(error.data),
        defined: true,
        cause: error,
      });
    }
    return error as ORPCError<string, unknown>;
  }
  const reference = newId();
  log.error({ action, reference, err: error }, 'a call failed with a bug');
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: 'the host met an error it did not foresee', data: { reference } });
}

function describeIssues(data: unknown): Record<string, string> {
  const issues = typeof data === 'object' && data !== null && 'issues' in data && Array.isArray(data.issues) ? data.issues : [];
  const first: unknown = issues[0];
  if (typeof first !== 'object' || first === null) return { reason: 'form' };
  const path = 'path' in first && Array.isArray(first.path) ? first.path.map(String).join('.') : '';
  const message = 'message' in first ? String(first.message) : '';
  return { reason: 'form', field: path, message };
}
