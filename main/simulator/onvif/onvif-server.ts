import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SimulatorLog } from '../log.ts';
import { DigestGate, type Credentials } from '../rtsp/digest-auth.ts';
import { SERVICE_PATH, type OnvifCamera } from './onvif-camera.ts';
import type { Service } from './service.ts';
import { deviceService } from './services/device.ts';
import { createEventService } from './services/events.ts';
import { imagingService } from './services/imaging.ts';
import { mediaService } from './services/media.ts';
import { ptzService } from './services/ptz.ts';
import { SnapshotBusy } from './snapshot-maker.ts';
import { faultEnvelope, notAuthorized, notSupported, parseSoapRequest, soapEnvelope, SoapFault } from './soap-message.ts';
import { UsernameTokenGate } from './username-token.ts';

/** The HTTP face of one camera: SOAP services and stills, on a port of its own. */
export interface OnvifServer {
  /** Begins to listen. Rejects when the port is taken. */
  open(): Promise<void>;
  /** Cuts every connection and refuses new ones, until opened again. */
  close(): Promise<void>;
}

export interface OnvifServerOptions {
  camera: OnvifCamera;
  credentials: Credentials;
  log: SimulatorLog;
}

const MAX_BODY_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 15_000;
const NONCE_LIFETIME_MS = 5 * 60_000;
const MAX_CONNECTIONS = 64;
const CONTENT_TYPE = 'application/soap+xml; charset=utf-8';

class BodyTooLarge extends Error {}

export function createOnvifServer({ camera, credentials, log }: OnvifServerOptions): OnvifServer {
  const tokens = new UsernameTokenGate();
  const digest = new DigestGate('Demo city camera', { qop: true, lifetimeMs: NONCE_LIFETIME_MS });
  const events = createEventService();
  const services: readonly Service[] = [deviceService, mediaService, ptzService, imagingService, ...events.services];

  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 5_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log.error({ camera: camera.description.id, err: error }, 'Could not answer an HTTP request');
        response.destroy();
      });
    },
  );
  server.maxConnections = MAX_CONNECTIONS;

  function digestVerdict(request: IncomingMessage): 'ok' | 'missing' | 'stale' | 'denied' {
    return digest.check(request.headers.authorization, request.method ?? '', (uri) => uri === request.url, credentials);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith(SERVICE_PATH.snapshot) && request.method === 'GET') return answerSnapshot(request, response, path);
    if (!path.startsWith('/onvif/')) return end(response, 404, 'text/plain', 'Not found');
    if (request.method !== 'POST') return end(response, 405, 'text/plain', 'SOAP requests are posted', { allow: 'POST' });
    let body: string;
    try {
      body = await readBody(request);
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) {
        log.debug({ camera: camera.description.id }, 'A client went away before its request was complete');
        response.destroy();
        return;
      }
      response.on('finish', () => request.destroy());
      return end(response, 413, 'text/plain', 'The request is too large', { connection: 'close' });
    }
    await answerSoap(request, response, path, body);
  }

  async function answerSoap(request: IncomingMessage, response: ServerResponse, path: string, body: string): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    try {
      const soap = parseSoapRequest(body);
      const { name, namespace } = soap.operation;
      const service = services.find((candidate) => candidate.namespace === namespace);
      const operation = service && Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
      const nowMs = Date.now();
      if (!service?.withoutCredentials.has(name)) authorize(request, soap.header, nowMs);
      if (!operation) throw notSupported(name);
      end(response, 200, CONTENT_TYPE, soapEnvelope(await operation({ camera, request: soap, path, nowMs, signal: gone.signal })));
    } catch (error) {
      const fault = error instanceof SoapFault ? error : new SoapFault(['ter:Action'], 'The camera failed', { sender: false });
      if (fault !== error) log.error({ camera: camera.description.id, err: error }, 'An ONVIF operation failed');
      const headers: Record<string, string> = fault.status === 401 ? { 'www-authenticate': digest.challenge(digestVerdict(request) === 'stale') } : {};
      end(response, fault.status, CONTENT_TYPE, faultEnvelope(fault), headers);
    }
  }

  function authorize(request: IncomingMessage, header: Parameters<UsernameTokenGate['check']>[0], nowMs: number): void {
    const token = tokens.check(header, credentials, nowMs);
    if (token === 'ok') return;
    if (token === 'denied') throw notAuthorized(400);
    if (digestVerdict(request) !== 'ok') throw notAuthorized(401);
  }

  async function answerSnapshot(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const verdict = digestVerdict(request);
    if (verdict !== 'ok') return end(response, 401, 'text/plain', 'Credentials are needed', { 'www-authenticate': digest.challenge(verdict === 'stale') });
    const profile = path.slice(SERVICE_PATH.snapshot.length);
    if (profile !== 'main' && profile !== 'sub') return end(response, 404, 'text/plain', 'There is no such profile');
    try {
      end(response, 200, 'image/jpeg', await camera.snapshot(profile), { 'cache-control': 'no-store' });
    } catch (error) {
      if (!(error instanceof SnapshotBusy)) log.warn({ camera: camera.description.id, err: error }, 'Could not make a still');
      end(response, 503, 'text/plain', 'No still can be made now', { 'retry-after': '1' });
    }
  }

  return {
    async open() {
      if (server.listening) return;
      server.listen(camera.httpPort, camera.host);
      await once(server, 'listening');
    },
    async close() {
      events.reset();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw new BodyTooLarge();
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) throw new BodyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function end(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
