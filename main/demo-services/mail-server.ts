/** The demo's mail server: takes every mail for a duty desk and keeps it. Listens on loopback only. */
import { SMTPServer } from 'smtp-server';
import { readMail } from './mail-reader.ts';
import type { MessageStore } from './message-store.ts';

const MAX_MAIL_BYTES = 12 * 1024 * 1024;

/** Starts the server; returns its port and how to end it. */
export async function startMailServer(port: number, store: MessageStore): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_MAIL_BYTES,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          callback(new Error('the mail is too large'));
          return;
        }
        const to = session.envelope.rcptTo[0]?.address ?? '';
        keep(store, Buffer.concat(chunks).toString('latin1'), to);
        callback();
      });
    },
  });
  server.on('error', (error) => process.stderr.write(`mail server: ${error.message}\n`));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the mail server has no address');
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function keep(store: MessageStore, raw: string, to: string): void {
  const mail = readMail(raw);
  const subject = mail.headers.get('subject') ?? '';
  store.add({
    at: Date.now(),
    key: mail.headers.get('x-idempotency-key') ?? mail.headers.get('message-id') ?? `unnamed-${Date.now()}`,
    channel: 'email',
    service: /(\d+)@/.exec(to)?.[1] ?? to,
    number: /\d{4}-\d{6}/.exec(subject)?.[0] ?? null,
    subject,
    text: mail.text,
    responseUrl: /https?:\/\/\S+\/r\/[A-Za-z0-9_-]{43}/.exec(mail.text)?.[0] ?? null,
  });
}
