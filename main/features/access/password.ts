/** Passwords are kept with argon2id, parameters as OWASP recommends (19 MiB, 2 passes, 1 lane). */
import { hash, verify } from '@node-rs/argon2';

/** The library's number for argon2id; its enum is const and cannot be imported here. */
const ARGON2ID = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | null = null;

/** The PHC string to store. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), OPTIONS);
}

/** True when the password fits. Without a stored hash it takes as long and is false, so that logins cannot be guessed by time. */
export async function isPasswordRight(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('there is no such account');
  const fits = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return fits && stored !== null;
}
