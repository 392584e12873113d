/**
 * The demo's web server: receives signed webhooks as a service's own system would, and shows what arrived. It checks
 * signature and age, and counts each idempotency key once. Listens on loopback only.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inboxPage } from './inbox-page.ts';
import type { MessageStore } from './message-store.ts';

const MAX_AGE_S = 300;

const bodySchema = z.object({
  type: z.enum(['dispatch', 'test']),
  dispatch: z.object({ responseUrl: z.string(), note: z.string() }).optional(),
  incident: z.object({ number: z.string(), place: z.string(), text: z.string(), category: z.object({ name: z.object({ uk: z.string() }) }) }).optional(),
});

/** Starts the server; returns its port and how to end it. */
export async function startWebServer(port: number, store: MessageStore, secret: string): Promise<{ port: number; close(): Promise<void> }> {
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  receiveHooks(app, store, secret);
  app.get('/messages', () => store.list());
  app.get('/', (_request, reply) =>
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'").type('text/html; charset=utf-8').send(inboxPage(store.list())),
  );
  await app.listen({ host: '127.0.0.1', port });
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the web server has no address');
  return { port: address.port, close: () => app.close() };
}

function receiveHooks(app: FastifyInstance, store: MessageStore, secret: string): void {
  app.post<{ Params: { code: string }; Body: string }>('/hooks/:code', async (request, reply) => {
    const key = header(request.headers['idempotency-key']);
    const timestamp = header(request.headers['lubart-timestamp']);
    if (!isSigned(secret, timestamp, request.body, header(request.headers['lubart-signature']))) return reply.code(401).send({ error: 'signature' });
    if (key === '') return reply.code(400).send({ error: 'idempotency-key' });
    const body = bodySchema.safeParse(JSON.parse(request.body));
    if (!body.success) return reply.code(400).send({ error: 'body' });
    const { incident, dispatch } = body.data;
    const isNew = store.add({
      at: Date.now(),
      key,
      channel: 'webhook',
      service: request.params.code,
      number: incident?.number ?? null,
      subject: incident ? `${incident.category.name.uk}, ${incident.place}` : body.data.type,
      text: [incident?.text ?? '', dispatch?.note ?? ''].filter((text) => text !== '').join('\n'),
      responseUrl: dispatch?.responseUrl ?? null,
    });
    return reply.send({ received: true, isNew });
  });
}

/** Written anew from the description of the signature, so that the sender's code does not check itself. */
function isSigned(secret: string, timestamp: string, body: string, given: string): boolean {
  const ageS = Math.abs(Date.now() / 1_000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || ageS > MAX_AGE_S) return false;
  const wanted = Buffer.from(`v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
  const got = Buffer.from(given);
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

const header = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));
