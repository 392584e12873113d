/** Wraps secrets with the system's own keyring, and says so when there is none. */
import { safeStorage } from 'electron';
import type { DesktopToHost, SecretBackend, SecretRequest } from './host-messages.ts';

/** Which keyring is in use. On Linux Electron falls back to a key written in its source (`basic_text`), which protects nothing. */
function secretBackend(): SecretBackend {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return backend;
    return safeStorage.isEncryptionAvailable() ? backend : 'unavailable';
  }
  return safeStorage.isEncryptionAvailable() ? 'system' : 'unavailable';
}

const UNSAFE: ReadonlySet<SecretBackend> = new Set(['basic_text', 'unknown', 'unavailable']);

/** Answers the host. Rejects when a value cannot be unwrapped, for instance after the keyring was replaced. */
export async function answerSecret({ id, op, value }: SecretRequest): Promise<DesktopToHost> {
  const backend = secretBackend();
  if (UNSAFE.has(backend)) return { type: 'secret-reply', id, value: null, backend };
  const answer =
    op === 'encrypt'
      ? (await safeStorage.encryptStringAsync(value)).toString('base64')
      : (await safeStorage.decryptStringAsync(Buffer.from(value, 'base64'))).result;
  return { type: 'secret-reply', id, value: answer, backend };
}
