/** The keys with which this desk signs: made on first use, kept sealed, never handed out. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { certificateFingerprint, makeCertificate, SIGNING_CURVE } from '../../protocols/cms/certificate.ts';

export interface DeskKey {
  certificatePem: string;
  /** SHA-256 of the certificate in hex. */
  fingerprint: string;
  ed25519PublicPem: string;
  ed25519: KeyObject;
  ecdsa: webcrypto.CryptoKey;
}

const VALID_YEARS = 10;

export class DeskKeys {
  readonly #kernel: Kernel;
  readonly #name: () => string;
  #current: Promise<DeskKey> | null = null;

  /** `name`: what the certificate says of the desk, asked when the key is made. */
  constructor(kernel: Kernel, name: () => string) {
    this.#kernel = kernel;
    this.#name = name;
  }

  /** The key that signs now. */
  current(): Promise<DeskKey> {
    this.#current ??= this.#openOrMake().catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  /** Certificates of this desk, retired ones too: what it signed stays its own. */
  async certificates(): Promise<string[]> {
    const rows = await this.#kernel.db.read.selectFrom('desk_key').select('certificate_pem').orderBy('created_at').execute();
    return rows.map((row) => row.certificate_pem);
  }

  async #openOrMake(): Promise<DeskKey> {
    const row = await this.#kernel.db.read
      .selectFrom('desk_key')
      .selectAll()
      .where('retired_at', 'is', null)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return this.#make();
    const { secrets } = this.#kernel;
    return openKey(row.certificate_pem, secrets.open(row.sealed_ecdsa_key), secrets.open(row.sealed_ed25519_key));
  }

  async #make(): Promise<DeskKey> {
    const { secrets, clock, db, log } = this.#kernel;
    const pair = await webcrypto.subtle.generateKey(SIGNING_CURVE, true, ['sign', 'verify']);
    const ecdsaPem = pem(Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)));
    const ed25519 = generateKeyPairSync('ed25519');
    const ed25519Pem = ed25519.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const certificatePem = await makeCertificate(pair, this.#name(), clock.now(), VALID_YEARS);
    const key = await openKey(certificatePem, ecdsaPem, ed25519Pem);
    await db.write(async (trx) => {
      await trx
        .insertInto('desk_key')
        .values({
          id: newId(),
          created_at: clock.now(),
          retired_at: null,
          certificate_pem: certificatePem,
          ed25519_public_pem: key.ed25519PublicPem,
          sealed_ecdsa_key: secrets.seal(ecdsaPem),
          sealed_ed25519_key: secrets.seal(ed25519Pem),
        })
        .execute();
    });
    log.info({ fingerprint: key.fingerprint }, "the desk's signing keys were made");
    return key;
  }
}

async function openKey(certificatePem: string, ecdsaPem: string, ed25519Pem: string): Promise<DeskKey> {
  const pkcs8 = createPrivateKey(ecdsaPem).export({ type: 'pkcs8', format: 'der' });
  const ed25519 = createPrivateKey(ed25519Pem);
  return {
    certificatePem,
    fingerprint: certificateFingerprint(new X509Certificate(certificatePem)),
    ed25519PublicPem: createPublicKey(ed25519).export({ type: 'spki', format: 'pem' }).toString(),
    ed25519,
    ecdsa: await webcrypto.subtle.importKey('pkcs8', pkcs8, SIGNING_CURVE, false, ['sign']),
  };
}

function pem(pkcs8: Buffer): string {
  return createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}
