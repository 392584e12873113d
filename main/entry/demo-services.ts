/**
 * The demo city's services as a program of its own: a mail server and a webhook receiver, as stand-ins for the dispatch
 * rooms of police, ambulance and the others. Knows nothing of the console.
 *
 * `--dir DIR` keeps what arrives, `--smtp-port N --http-port N` (0 = any), `--leash` ends it when stdin ends.
 * LUBART_DEMO_WEBHOOK_SECRET is the key of the webhooks' signatures. Prints one line of JSON once it listens:
 * {"type":"ready","smtpPort":N,"httpPort":N}.
 */
import { parseArgs } from 'node:util';
import { startMailServer } from '../demo-services/mail-server.ts';
import { MessageStore } from '../demo-services/message-store.ts';
import { startWebServer } from '../demo-services/web-server.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    'smtp-port': { type: 'string', default: '0' },
    'http-port': { type: 'string', default: '0' },
    leash: { type: 'boolean', default: false },
  },
});
const secret = process.env['LUBART_DEMO_WEBHOOK_SECRET'] ?? '';
if (secret.length < 16) throw new Error('LUBART_DEMO_WEBHOOK_SECRET must hold at least 16 characters');

const store = new MessageStore(values.dir ?? null);
const mailServer = await startMailServer(Number(values['smtp-port']), store);
const webServer = await startWebServer(Number(values['http-port']), store, secret);
process.stdout.write(`${JSON.stringify({ type: 'ready', smtpPort: mailServer.port, httpPort: webServer.port })}\n`);

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await Promise.all([mailServer.close(), webServer.close()]);
  store.close();
  process.exit(0);
}

process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());
if (values.leash) {
  process.stdin.on('end', () => void end());
  process.stdin.on('close', () => void end());
  process.stdin.resume();
}
