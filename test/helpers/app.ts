/** The whole host in this process: real database, real HTTP, no demo city, three accounts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { createApp, type App } from '#main/app.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#main/features/access/demo-accounts.ts';
import { readConfig, type HostConfig } from '#main/kernel/config.ts';
import { createLogger } from '#main/kernel/log.ts';
import { createSecretBox, readOrMakeKeyFile } from '#main/kernel/secret-box.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/permissions.ts';

export interface TestApp extends App {
  dataDir: string;
  /** A client over a MessagePort of its own, with or without a session. */
  client(token?: string): Client;
  /** A client signed in as the demo account of that role. */
  signedIn(role: Role): Promise<Client>;
  onClose(close: () => void): void;
  close(): Promise<void>;
}

/** Starts a host; `dataDir` reuses a folder, as after a crash (it is then kept on close). */
export async function openTestApp(options: { dataDir?: string; config?: Partial<HostConfig> } = {}): Promise<TestApp> {
  const dir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'lubart-app-'));
  const config = {
    ...readConfig(['--data', dir, '--no-demo'], { ...process.env, LUBART_ROOT: join(import.meta.dirname, '..', '..') }, '0.0.0-test'),
    ...options.config,
  };
  const app = await createApp({
    config,
    log: createLogger({ level: process.env['LUBART_TEST_LOG'] ? 'debug' : 'silent' }),
    openSecrets: () => createSecretBox(readOrMakeKeyFile(dir), 'key-file'),
    capabilities: { saveToFolder: false, secondScreens: false, secretsInKeyring: false },
    isPortNegotiable: true,
  });
  await app.start();
  const existing = new Set((await app.kernel.db.read.selectFrom('account').select('login').execute()).map((row) => row.login));
  for (const account of DEMO_ACCOUNTS) if (!existing.has(account.login)) await app.createAccount({ ...account, language: 'uk', password: DEMO_PASSWORD });
  const closings: (() => void)[] = [];
  const client = (token?: string): Client => {
    const { port1, port2 } = new MessageChannel();
    app.connectPort(port1, 'window 1');
    port1.start();
    port2.start();
    closings.push(() => port2.close());
    return createORPCClient(new RPCLink({ port: port2, headers: () => (token ? { authorization: `Bearer ${token}` } : {}) }));
  };
  return {
    kernel: app.kernel,
    features: app.features,
    httpOrigin: app.httpOrigin,
    start: () => app.start(),
    stop: () => app.stop(),
    createAccount: (account) => app.createAccount(account),
    connectPort: (port, peer) => app.connectPort(port, peer),
    dataDir: dir,
    client,
    async signedIn(role) {
      const account = DEMO_ACCOUNTS.find((one) => one.role === role);
      if (!account) throw new Error(`no demo account is ${role}`);
      const { token } = await client().access.signIn({ login: account.login, password: DEMO_PASSWORD });
      return client(token);
    },
    onClose: (close) => closings.push(close),
    async close() {
      for (const close of closings) close();
      await app.stop();
      if (!options.dataDir) rmSync(dir, { recursive: true, force: true });
    },
  };
}
