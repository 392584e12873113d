import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { EVENT_DURATION_MS } from '../city/event-schedule.ts';
import type { SimulatedCamera } from '../city/simulated-camera.ts';
import type { SimulatorLog } from '../log.ts';
import type { SceneEvent } from '../types.ts';

export interface ControlServer {
  close(): Promise<void>;
}

export interface ControlOptions {
  host: string;
  port: number;
  cameras: readonly SimulatedCamera[];
  /** Draws the event's clip for the present light if need be, then lets it happen. */
  raiseEvent: (camera: SimulatedCamera, event: SceneEvent, durationMs: number) => Promise<void>;
  rtspConnections: () => number;
  log: SimulatorLog;
}

interface Answer {
  status: number;
  body: object;
}

const MAX_EVENT_SECONDS = 3600;

/**
 * A small HTTP interface for tests and curious people: take cameras down, freeze them, let things happen.
 * Bound to loopback; requests a browser makes for some web page are refused by their Origin.
 */
export async function startControlServer(options: ControlOptions): Promise<ControlServer> {
  const server = createServer((request, response) => {
    request.resume();
    answer(options, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        options.log.error({ url: request.url, err: error }, 'Could not do what the control interface was asked');
        send(response, 500, { error: 'failed' });
      },
    );
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(options: ControlOptions, request: IncomingMessage): Promise<Answer> {
  if (request.headers.origin !== undefined) return { status: 403, body: { error: 'not for web pages' } };
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/status' && request.method === 'GET') return { status: 200, body: status(options) };
  const match = /^\/cameras\/([a-z0-9-]{1,32})\/(down|up|freeze|thaw|event)$/.exec(url.pathname);
  if (!match) return { status: 404, body: { error: 'unknown path' } };
  if (request.method !== 'POST') return { status: 405, body: { error: 'POST is expected' } };
  const camera = options.cameras.find(({ description }) => description.id === match[1]);
  if (!camera) return { status: 404, body: { error: 'unknown camera' } };
  switch (match[2]) {
    case 'down':
      camera.takeDown();
      break;
    case 'up':
      if (camera.state === 'starting') return { status: 409, body: { error: 'the clip is not drawn yet' } };
      camera.setFault('none');
      camera.bringUp();
      break;
    case 'freeze':
      camera.setFault(url.searchParams.get('mode') === 'repeat' ? 'repeating' : 'frozen');
      break;
    case 'thaw':
      camera.setFault('none');
      break;
    default:
      return raise(options, camera, url.searchParams);
  }
  return { status: 200, body: describe(camera) };
}

async function raise(options: ControlOptions, camera: SimulatedCamera, parameters: URLSearchParams): Promise<Answer> {
  const event = camera.description.events.find((candidate) => candidate === parameters.get('name'));
  if (!event) return { status: 400, body: { error: 'this camera does not know the event', events: camera.description.events } };
  const seconds = parameters.has('seconds') ? Number(parameters.get('seconds')) : EVENT_DURATION_MS / 1000;
  if (!(seconds > 0 && seconds <= MAX_EVENT_SECONDS)) return { status: 400, body: { error: `seconds must be between 0 and ${MAX_EVENT_SECONDS}` } };
  await options.raiseEvent(camera, event, seconds * 1000);
  return { status: 200, body: describe(camera) };
}

function status(options: ControlOptions): object {
  return {
    cameras: options.cameras.map(describe),
    rtspConnections: options.rtspConnections(),
    nowMs: Date.now(),
  };
}

function describe(camera: SimulatedCamera): object {
  const { id, name, place, events } = camera.description;
  return {
    id,
    name,
    place,
    state: camera.state,
    fault: camera.fault,
    light: camera.light(),
    event: camera.events.active,
    events,
    watched: { main: camera.streams.main.watched, sub: camera.streams.sub.watched },
    position: camera.motion?.positionAt(Date.now()) ?? null,
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(`${JSON.stringify(body)}\n`);
}
