/**
 * Mail: text and HTML in the service's language, the picture inside it. The Message-ID comes from the idempotency key,
 * so that a message sent twice is one message to mail programs.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import type { Channel, DeliveryResult, OutgoingMessage } from './channel.ts';
import { composeMail } from './email-text.ts';
import { describeFailure } from './failure.ts';

export interface SmtpTarget {
  host: string;
  port: number;
  from: string;
  startTls: 'never' | 'if-offered' | 'required';
}

const IMPLICIT_TLS_PORT = 465;
const PICTURE_CONTENT_ID = 'picture@lubart';

export function createEmailChannel(smtpOf: (isDemo: boolean) => SmtpTarget | null): Channel {
  return {
    kind: 'email',
    async deliver(message, signal) {
      const smtp = smtpOf(message.to.isDemo);
      return smtp ? send(message, smtp, signal) : { result: 'failed', detail: 'the mail server is not up yet' };
    },
    close: () => Promise.resolve(),
  };
}

async function send(message: OutgoingMessage, smtp: SmtpTarget, signal: AbortSignal): Promise<DeliveryResult> {
  const mail = await mailOptions(message, smtp);
  // The socket is ours, so that the deadline ends the conversation wherever it stands.
  const socket = connect({ host: smtp.host, port: smtp.port });
  // What breaks it is told by whoever waits for it below; between two waits nobody does, and the host must not fall over that.
  socket.on('error', () => undefined);
  const hangUp = () => socket.destroy();
  signal.addEventListener('abort', hangUp);
  try {
    await once(socket, 'connect', { signal });
    const info = await createTransport(transportOptions(smtp, socket)).sendMail(mail);
    return { result: 'delivered', detail: `SMTP ${info.response.slice(0, 80)}` };
  } catch (error) {
    return { result: 'failed', detail: describeFailure(error, signal) };
  } finally {
    signal.removeEventListener('abort', hangUp);
    socket.destroy();
  }
}

function transportOptions(smtp: SmtpTarget, socket: Socket): SMTPTransport.Options {
  return {
    host: smtp.host,
    port: smtp.port,
    connection: socket,
    secure: smtp.port === IMPLICIT_TLS_PORT,
    ignoreTLS: smtp.startTls === 'never',
    requireTLS: smtp.startTls === 'required',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

async function mailOptions(message: OutgoingMessage, smtp: SmtpTarget): Promise<SendMailOptions> {
  const picture = message.content?.picture ? await message.content.picture.read() : null;
  const mail = composeMail(message, picture ? PICTURE_CONTENT_ID : null);
  return {
    from: { name: message.centreName[message.to.language], address: smtp.from },
    to: message.to.address,
    messageId: `<${message.idempotencyKey}@${smtp.from.split('@')[1] ?? 'lubart.invalid'}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Idempotency-Key': message.idempotencyKey },
    ...mail,
    ...(picture && message.content
      ? { attachments: [{ filename: `${message.content.incidentNumber}.jpg`, content: picture, contentType: 'image/jpeg', cid: PICTURE_CONTENT_ID }] }
      : {}),
  };
}
