/**
 * Encrypts small secrets at rest with AES-256-GCM. The key is given by whoever starts the host: wrapped by the
 * system's keyring on a desk, from a key file (0600, in the data folder) where there is no keyring.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = 1;

export interface SecretBox {
  /** Where the key comes from; `key-file` deserves a warning on screen. */
  readonly keySource: 'keyring' | 'key-file';
  seal(plain: string): string;
  /** Throws when the text was changed or sealed with another key. */
  open(sealed: string): string;
}

/** `key`: 32 bytes. */
export function createSecretBox(key: Buffer, keySource: SecretBox['keySource']): SecretBox {
  return {
    keySource,
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes[0] !== VERSION || bytes.length < 29) throw new Error('a sealed secret has an unknown form');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
      decipher.setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8');
    },
  };
}

/** The key file of a data folder, made on first use. */
export function readOrMakeKeyFile(dataDir: string): Buffer {
  const file = join(dataDir, 'secrets.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  const key = readFileSync(file);
  if (key.length !== 32) throw new Error(`${file} is not a key of 32 bytes`);
  return key;
}
