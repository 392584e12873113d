/** What a failed call means to the person at the desk. */
import { ORPCError } from '@orpc/client';
import { isAppError } from '#shared/contract/errors.ts';
import { ConnectionLostError } from './host-link.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;

export interface Failure {
  code: string;
  text: string;
}

function hasText(t: Translate, key: string): boolean {
  return t(key) !== key;
}

/** `errors.<code>_<reason>` when there is one, else `errors.<code>`, else the text of an unforeseen failure. */
export function failureOf(error: unknown, t: Translate): Failure {
  if (error instanceof ConnectionLostError) {
    const code = error.wasSent ? 'CONNECTION_BROKE' : 'NO_CONNECTION';
    return { code, text: t(`errors.${code}`) };
  }
  if (isAppError(error) || error instanceof ORPCError) {
    const data: Record<string, unknown> = typeof error.data === 'object' && error.data !== null ? { ...(error.data as object) } : {};
    const { reason } = data;
    const code = String(error.code);
    const finer = `errors.${code}_${typeof reason === 'string' ? reason : ''}`;
    if (typeof reason === 'string' && hasText(t, finer)) return { code, text: t(finer, data) };
    const plain = `errors.${code}`;
    if (hasText(t, plain)) return { code, text: t(plain, data) };
    return { code, text: t('errors.UNFORESEEN') };
  }
  return { code: 'UNFORESEEN', text: t('errors.UNFORESEEN') };
}
