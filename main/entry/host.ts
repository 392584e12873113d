/** The host on a desk: an Electron utility process, spoken to over its parent port and over one port a window. */
import { createApp } from '../app.ts';
import { readConfig } from '../kernel/config.ts';
import { openHostLog } from '../kernel/host-log.ts';
import type { DesktopToHost, HostToDesktop } from '../electron/host-messages.ts';
import type { RpcPort } from '../transport/router.ts';
import { AppError } from '#shared/contract/errors.ts';
import { openDesktopSecrets } from './desktop-secrets.ts';
import { parentPort, post } from './parent-port.ts';
import manifest from '../../package.json' with { type: 'json' };

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env, manifest.version);
  const log = openHostLog(config.dataDir);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a bug was not caught; the host ends and the desktop starts it again');
    process.exit(70);
  });
  const app = await createApp({
    config,
    log,
    openSecrets: () => openDesktopSecrets(config.dataDir, log),
    capabilities: { saveToFolder: true, secondScreens: false, secretsInKeyring: true },
    isPortNegotiable: true,
  });
  parentPort.on('message', ({ data, ports }) => {
    const message = data as DesktopToHost;
    switch (message.type) {
      case 'connect': {
        const [port] = ports;
        if (!port) throw new Error('a window asked to connect without a port');
        app.connectPort(port as unknown as RpcPort, `window ${message.windowId}`);
        port.start();
        return;
      }
      case 'ping':
        post({ type: 'pong', id: message.id });
        return;
      case 'shutdown':
        app.stop().then(
          () => process.exit(0),
          (error: unknown) => {
            log.error({ err: error }, 'stopping failed');
            process.exit(1);
          },
        );
        return;
      case 'secret-reply':
        return; // answered to desktop-secrets, which listens for itself
    }
  });
  await app.start();
  post({ type: 'ready', httpOrigin: app.httpOrigin, pid: process.pid } satisfies HostToDesktop);
}

main().catch((error: unknown) => {
  const isExpected = error instanceof AppError;
  post({ type: 'fatal', code: isExpected ? error.code : 'BUG', message: isExpected ? error.message : String(error instanceof Error ? error.stack : error) });
  // The message has to leave before the process does.
  setTimeout(() => process.exit(1), 200);
});
