/** Receivers of dispatches for tests: the demo's own, and one that answers as told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { startMailServer } from '#main/demo-services/mail-server.ts';
import { MessageStore } from '#main/demo-services/message-store.ts';
import { startWebServer } from '#main/demo-services/web-server.ts';

export const WEBHOOK_SECRET = 'a-secret-for-tests-only';

export interface DemoReceivers {
  store: MessageStore;
  smtpPort: number;
  httpPort: number;
  close(): Promise<void>;
}

/** The demo's mail and web server in this process. `ports` lets one come back where it was. */
export async function openReceivers(options: { dir?: string; ports?: { smtpPort: number; httpPort: number } } = {}): Promise<DemoReceivers> {
  const store = new MessageStore(options.dir ?? null);
  const mailServer = await startMailServer(options.ports?.smtpPort ?? 0, store);
  const webServer = await startWebServer(options.ports?.httpPort ?? 0, store, WEBHOOK_SECRET);
  return {
    store,
    smtpPort: mailServer.port,
    httpPort: webServer.port,
    async close() {
      await mailServer.close();
      await webServer.close();
      store.close();
    },
  };
}

export interface SeenRequest {
  key: string;
  at: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface ScriptedReceiver {
  url: string;
  port: number;
  requests: SeenRequest[];
  close(): Promise<void>;
}

/** Answers each request as `answer` does; the request's number starts at 1. Not answering leaves it hanging. */
export async function openScripted(answer: (response: ServerResponse, number: number, request: SeenRequest) => void): Promise<ScriptedReceiver> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const seen = { key: String(request.headers['idempotency-key']), at: performance.now(), headers: request.headers, body };
      requests.push(seen);
      answer(response, requests.length, seen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    port: address.port,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
