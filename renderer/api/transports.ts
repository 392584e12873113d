/**
 * The two ways to the host. Desktop: the preload hands this page a MessagePort in a window message, again after each
 * restart of the host. Browser: a WebSocket at /rpc of the origin that served the page, reconnected with a growing pause.
 */
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import ReconnectingWebSocket from 'partysocket/ws';
import { noteOffline, noteOnline } from './connection-state.ts';
import type { HostLink } from './host-link.ts';
import { sessionHeaders } from './session.ts';

interface PortMessage {
  type: 'lubart:port';
  httpOrigin: string;
}

function isPortMessage(value: unknown): value is PortMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'lubart:port' &&
    'httpOrigin' in value &&
    typeof value.httpOrigin === 'string'
  );
}

const headers = (): Record<string, string> => sessionHeaders();

/** A port whose closing this side can announce too: MessagePort tells only the other end. */
function closable(port: MessagePort): { port: Pick<MessagePort, 'addEventListener' | 'postMessage'>; sayClosed: () => void } {
  const events = new EventTarget();
  port.addEventListener('close', () => events.dispatchEvent(new Event('close')));
  return {
    port: {
      addEventListener: (type: string, listener: EventListenerOrEventListenerObject | null) => {
        (type === 'close' ? events : port).addEventListener(type, listener);
      },
      postMessage: port.postMessage.bind(port),
    },
    sayClosed: () => events.dispatchEvent(new Event('close')),
  };
}

/** Waits for ports from the preload; asks for the first one. */
function connectByPort(hostLink: HostLink): void {
  let current: { port: MessagePort; sayClosed: () => void } | null = null;
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== window || !isPortMessage(event.data) || port === undefined) return;
    current?.sayClosed();
    current?.port.close();
    const wrapped = closable(port);
    current = { port, sayClosed: wrapped.sayClosed };
    port.addEventListener('close', () => {
      if (current?.port !== port) return;
      hostLink.detach();
      noteOffline();
    });
    hostLink.attach(new MessagePortLink({ port: wrapped.port, headers }));
    port.start();
    noteOnline(event.data.httpOrigin);
  });
  window.postMessage({ type: 'lubart:ready' }, '*');
}

function connectByWebSocket(hostLink: HostLink): void {
  const httpOrigin = location.origin;
  const socket = new ReconnectingWebSocket(`${httpOrigin.replace(/^http/, 'ws')}/rpc`, [], {
    minReconnectionDelay: 250,
    maxReconnectionDelay: 3_000,
    reconnectionDelayGrowFactor: 1.6,
    connectionTimeout: 4_000,
    maxEnqueuedMessages: 0,
  });
  socket.addEventListener('open', () => {
    hostLink.attach(new WebSocketLink({ websocket: socket as unknown as WebSocket, headers }));
    noteOnline(httpOrigin);
  });
  socket.addEventListener('close', () => {
    hostLink.detach();
    noteOffline();
  });
}

/** Connects for as long as the page stands. */
export function connect(hostLink: HostLink): void {
  if (location.protocol === 'http:' || location.protocol === 'https:') connectByWebSocket(hostLink);
  else connectByPort(hostLink);
}
