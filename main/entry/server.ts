/** The headless centre: the host under plain Node, its console served to a browser on loopback. */
import { createApp } from '../app.ts';
import { whenLauncherIsGone } from '../electron/launcher-link.ts';
import { readConfig } from '../kernel/config.ts';
import { openHostLog } from '../kernel/host-log.ts';
import { createSecretBox, readOrMakeKeyFile } from '../kernel/secret-box.ts';
import { AppError } from '#shared/contract/errors.ts';
import manifest from '../../package.json' with { type: 'json' };

/** The port a browser is told when none was asked for and it is free. */
const USUAL_PORT = 4180;
/** Exit code that means "the data folder is in use", the same on the desktop. */
const EXIT_DATA_IN_USE = 3;

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env, manifest.version);
  const log = openHostLog(config.dataDir);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a bug was not caught; the host ends and is started again by whoever started it');
    process.exit(70);
  });
  const app = await createApp({
    config: { ...config, httpPort: config.httpPort || USUAL_PORT },
    log,
    openSecrets: () => createSecretBox(readOrMakeKeyFile(config.dataDir), 'key-file'),
    capabilities: { saveToFolder: false, secondScreens: false, secretsInKeyring: false },
    isPortNegotiable: config.httpPort === 0,
  });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  whenLauncherIsGone(process.env, stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  await app.start();
  process.stdout.write(`Lubart is at ${app.httpOrigin}/\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof AppError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(error instanceof AppError && error.code === 'DATA_IN_USE' ? EXIT_DATA_IN_USE : 1);
});
