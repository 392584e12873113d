/**
 * Hands the page its port to the host; nothing else. The page gets no function and no object of Electron, only
 * messages on its own window:
 *
 * - page: `{ type: 'lubart:ready' }` once it listens, after every load
 * - here: `{ type: 'lubart:port', httpOrigin, mode: 'desktop' }` with one MessagePort, again after the host was restarted
 * - here: `{ type: 'lubart:host-lost' }` when the host is gone
 */
import { ipcRenderer } from 'electron';
import { PAGE_CHANNELS } from '../electron/page-channels.ts';

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.location.origin) return;
  const { data } = event;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === PAGE_CHANNELS.ready) ipcRenderer.send(PAGE_CHANNELS.ready);
});

ipcRenderer.on(PAGE_CHANNELS.port, (event, { httpOrigin }: { httpOrigin: string }) => {
  window.postMessage({ type: PAGE_CHANNELS.port, httpOrigin, mode: 'desktop' }, window.location.origin, event.ports);
});

ipcRenderer.on(PAGE_CHANNELS.hostLost, () => {
  window.postMessage({ type: PAGE_CHANNELS.hostLost }, window.location.origin);
});
