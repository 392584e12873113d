/**
 * The key of the secret box on a desk: 32 random bytes wrapped by the system's keyring and kept beside the database.
 * Where the system has no keyring the key lies in a file of its own, and the screens say so.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DesktopToHost, SecretRequest } from '../electron/host-messages.ts';
import type { Logger } from '../kernel/log.ts';
import { createSecretBox, readOrMakeKeyFile, type SecretBox } from '../kernel/secret-box.ts';
import { parentPort, post } from './parent-port.ts';

type SecretReply = Extract<DesktopToHost, { type: 'secret-reply' }>;

const REPLY_TIMEOUT_MS = 20_000;
let lastId = 0;

/** Opens the box with the keyring's key, or with the key file when there is no keyring. Throws when a wrapped key can no longer be unwrapped. */
export async function openDesktopSecrets(dataDir: string, log: Logger): Promise<SecretBox> {
  const wrappedFile = join(dataDir, 'secrets.wrapped');
  if (existsSync(wrappedFile)) {
    const { value, backend } = await ask('decrypt', readFileSync(wrappedFile, 'utf8'));
    if (value === null) throw new Error(`the system's keyring (${backend}) no longer opens this data folder's key; sign in to the keyring that made it`);
    return createSecretBox(Buffer.from(value, 'base64'), 'keyring');
  }
  if (existsSync(join(dataDir, 'secrets.key'))) return createSecretBox(readOrMakeKeyFile(dataDir), 'key-file');
  const key = randomBytes(32);
  const { value, backend } = await ask('encrypt', key.toString('base64'));
  if (value === null || backend === 'basic_text') {
    log.warn({ backend }, 'no keyring: the key of stored secrets lies in a file');
    return createSecretBox(readOrMakeKeyFile(dataDir), 'key-file');
  }
  writeFileSync(wrappedFile, value, { mode: 0o600, flag: 'wx' });
  return createSecretBox(key, 'keyring');
}

function ask(op: SecretRequest['op'], value: string): Promise<SecretReply> {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the desktop did not answer about the keyring')), REPLY_TIMEOUT_MS);
    parentPort.on('message', ({ data }) => {
      const message = data as DesktopToHost;
      if (message.type !== 'secret-reply' || message.id !== id) return;
      clearTimeout(timer);
      resolve(message);
    });
    post({ type: 'secret-request', id, op, value });
  });
}
